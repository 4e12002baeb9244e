#!/bin/sh
# Proves that layers.sh and banned.sh can fail: plants what they forbid in a
# copy of the sources, one line at a time, and expects each to be named.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$here/../.." && cp -R cmd core formats templates tests "$copy")

missed=0
# CHECK must name the file, and what is wrong in it, once LINE is planted.
plant() { # CHECK FILE LINE WRONG
    check=$1 file=$copy/$2 line=$3 wrong=$4
    mkdir -p "$(dirname "$file")"
    [ ! -e "$file" ] || cp "$file" "$copy/saved"
    printf '%s\n' "$line" >>"$file"
    if said=$(sh "$here/$check" "$copy"); then
        echo "$check does not find: $line"
        missed=1
    elif ! printf '%s\n' "$said" | grep -F "$2" | grep -qF "$wrong"; then
        echo "$check does not name $wrong in $2, only: $said"
        missed=1
    fi
    rm "$file"
    [ ! -e "$copy/saved" ] || mv "$copy/saved" "$file"
}

plant layers.sh core/model/finding.c '#include "formats/reader.h"' formats/reader.h
plant layers.sh core/stats/median.c '#include "core/model/profile.h"' core/model/profile.h
plant layers.sh core/rules/rules.c '# include "core/analysis/profiles/tally.h"' core/analysis/profiles/tally.h
plant layers.sh formats/writer.c '#include "core/rules/rule.h"' core/rules/rule.h
plant layers.sh core/analysis/profiles/tally.h '#include "cmd/command.h"' cmd/command.h
plant layers.sh core/base/buffer.c '#include <cjson/cJSON.h>' cjson/cJSON.h
plant layers.sh core/other/thing.c '#include "core/base/buffer.h"' core/other
plant banned.sh core/base/file.c 'static void f(char *a) { strcpy(a, "b"); }' strcpy
plant banned.sh cmd/main.c 'int x = 0; // a remark' '//'
plant banned.sh tests/unit/test_median.c 'typedef int number;' typedef
plant banned.sh formats/writer.c 'static void g(void) { puts("x"); }' puts
plant banned.sh core/model/finding.c 'void *h(void) { return malloc (1); }' malloc
exit "$missed"
