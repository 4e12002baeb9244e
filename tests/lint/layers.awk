# The table of layers, held. See layers.sh.
BEGIN {
    # A folder may include itself and what stands here.
    allowed["core/base"] = ""
    allowed["core/stats"] = "core/base"
    allowed["core/model"] = "core/base"
    allowed["core/rules"] = "core/base core/stats core/model"
    allowed["core/analysis"] = "core/base core/stats core/model core/rules"
    allowed["core/history"] = "core/base core/stats core/model"
    allowed["formats"] = "core/base core/model templates"
    allowed["templates"] = "core/base" # of embed.c, which runs at build time
    allowed["cmd"] = "core/base core/stats core/model core/rules" \
                     " core/analysis core/history formats templates"
    # Who may know a foreign library.
    library["cjson"] = library["libxml"] = library["zlib.h"] = "formats"
    library["protobuf-c"] = library["profile.pb-c.h"] = "formats"
    library["sqlite3.h"] = "core/history"
    library["curl"] = "cmd"
}

# "a/b/c.h" -> "a/b"; a file of no folder stands for itself.
function folder_of(path) {
    if (path ~ /\//) sub(/\/[^\/]*$/, "", path)
    return path
}

function report(reason) {
    printf "%s:%d: %s must not include %s: %s\n", FILENAME, FNR, here, header,
           reason
    found = 1
}

FNR == 1 {
    here = folder_of(FILENAME)
    if (!(here in allowed)) {
        printf "%s: the folder %s is in no layer\n", FILENAME, here
        found = 1
    }
}

/^[ \t]*#[ \t]*include[ \t]*["<]/ {
    header = $0
    sub(/^[^"<]*["<]/, "", header)
    sub(/[">].*/, "", header)
    wanted = folder_of(header)
    split(header, part, "/")
    if (part[1] in library) {
        if (library[part[1]] != here)
            report("only " library[part[1]] " knows this library")
    } else if ($0 ~ /"/ && wanted != here &&
               index(" " allowed[here] " ", " " wanted " ") == 0) {
        report("it may include " \
               (allowed[here] == "" ? "only itself" : allowed[here]))
    }
}

END { exit found }
