#!/bin/sh
# Names functions of more than 60 lines and files of more than 450: one idea
# each would be shorter. Exit 1 if there is one. The aim is below that: a
# median of 12 lines, and about 400.
set -eu
cd "$(dirname "$0")/../.."
most_function=60 most_file=450 most_test=600

find cmd core formats templates tests -name '*.[ch]' | sort |
    ctags -L - --languages=C --kinds-C=f --fields=+ne -o - |
    awk -F '\t' -v most="$most_function" '
    {
        start = end = 0
        for (i = 4; i <= NF; i++) {
            if ($i ~ /^line:/) start = substr($i, 6)
            if ($i ~ /^end:/) end = substr($i, 5)
        }
        if (end - start + 1 > most) {
            printf "%s:%d: %s has %d lines, more than %d\n", $2, start, $1,
                   end - start + 1, most
            found = 1
        }
    }
    END { exit found }' || failed=1

for file in $(find cmd core formats templates tests -name '*.[ch]' | sort); do
    most=$most_file
    case $file in tests/*) most=$most_test ;; esac
    lines=$(wc -l <"$file")
    if [ "$lines" -gt "$most" ]; then
        echo "$file: has $lines lines, more than $most"
        failed=1
    fi
done
exit "${failed:-0}"
