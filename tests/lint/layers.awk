# The table of layers, held. See layers.sh.
BEGIN {
    # A folder may include itself and what stands here.
    allowed["core/base"] = ""
    allowed["core/stats"] = "core/base"
    allowed["core/model"] = "core/base"
    allowed["core/rules"] = "core/base core/stats core/model"
    # The passes, from the sources up to the gates. analysis.h is their frame,
    # and pipeline.c, beside it, calls them all.
    facts = "core/base core/stats core/model core/rules"
    above_none = facts " core/analysis"
    above_sources = above_none " core/analysis/sources"
    above_profiles = above_sources " core/analysis/profiles"
    above_allocations = above_profiles " core/analysis/allocations"
    allowed["core/analysis/sources"] = above_none
    allowed["core/analysis/benchmarks"] = above_sources
    allowed["core/analysis/profiles"] = above_sources
    allowed["core/analysis/allocations"] = above_profiles
    allowed["core/analysis/findings"] = above_allocations
    allowed["core/analysis/gates"] = above_allocations \
        " core/analysis/benchmarks core/analysis/findings"
    allowed["core/analysis"] = allowed["core/analysis/gates"] \
        " core/analysis/gates"
    allowed["core/history"] = "core/base core/stats core/model"
    # Of formats: what all share, the readers, the writers. Readers do not know
    # each other, but for the bundle, whose logs two of them read together.
    outside = "core/base core/model templates"
    shared = outside " formats formats/text formats/json formats/bytes"
    allowed["formats"] = allowed["formats/text"] = outside
    allowed["formats/json"] = outside " formats/text"
    allowed["formats/bytes"] = outside " formats"
    split("pprof escape benchmark runtime config history report sarif junit",
          alone, " ")
    for (i in alone) allowed["formats/" alone[i]] = shared
    allowed["formats/bundle"] = shared " formats/escape"
    allowed["formats/brief"] = shared " formats/report"
    allowed["formats/weekly"] = shared " formats/history"
    allowed["templates"] = "core/base" # of embed.c, which runs at build time
    for (folder in allowed)
        if (folder ~ /^(core|formats|templates)/)
            all = all " " folder
    allowed["cmd"] = all
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
        if (index(here "/", library[part[1]] "/") != 1)
            report("only " library[part[1]] " knows this library")
    } else if ($0 ~ /"/ && wanted != here &&
               index(" " allowed[here] " ", " " wanted " ") == 0) {
        report("it may include " \
               (allowed[here] == "" ? "only itself" : allowed[here]))
    }
}

END { exit found }
