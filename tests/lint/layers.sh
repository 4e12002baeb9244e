#!/bin/sh
# Holds the table of layers: which folder may include which, and who may know
# a foreign library. Names each file and the include that it must not have;
# exit 1 if there is one.
#
#   tests/lint/layers.sh [ROOT]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}"
find cmd core formats templates -name '*.[ch]' -o -name '*.def' | sort |
    xargs awk -f "$here/layers.awk"
