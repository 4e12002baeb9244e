# Prints "FILE:LINE:CODE" of C sources with comments and the insides of strings
# and characters left out; a // that begins a comment stays, for it is banned.
FNR == 1 { in_comment = 0 }
{
    code = ""
    rest = $0
    while (rest != "") {
        if (in_comment) {
            end = index(rest, "*/")
            if (end == 0) break
            rest = substr(rest, end + 2)
            in_comment = 0
        } else if (substr(rest, 1, 2) == "/*") {
            in_comment = 1
            rest = substr(rest, 3)
        } else if (substr(rest, 1, 2) == "//") {
            code = code "//"
            break
        } else if (match(rest, /^"([^"\\]|\\.)*"/)) {
            code = code "\"\""
            rest = substr(rest, RLENGTH + 1)
        } else if (match(rest, /^'([^'\\]|\\.)*'/)) {
            code = code "' '"
            rest = substr(rest, RLENGTH + 1)
        } else {
            code = code substr(rest, 1, 1)
            rest = substr(rest, 2)
        }
    }
    print FILENAME ":" FNR ":" code
}
