#!/bin/sh
# Compiles each header alone: nobody needs to know what to include before it.
#
#   tests/lint/headers.sh COMPILER FLAG...
set -eu
cd "$(dirname "$0")/../.."

failed=0
for header in $(find cmd core formats templates -name '*.h' | sort); do
    printf '#include "%s"\n' "$header" |
        "$@" -fsyntax-only -x c - || failed=1
done
exit "$failed"
