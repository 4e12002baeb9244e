module github.com/jmespath/go-jmespath

go 1.14

require github.com/jmespath/go-jmespath/internal/testify v1.5.1
