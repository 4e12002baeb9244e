module github.com/rs/zerolog

go 1.15

require (
	github.com/coreos/go-systemd/v22 v22.5.0
	github.com/mattn/go-colorable v0.1.13
	github.com/mattn/go-isatty v0.0.19 // indirect
	github.com/pkg/errors v0.9.1
	github.com/rs/xid v1.5.0
	golang.org/x/sys v0.12.0 // indirect
)
