#!/bin/sh
# Adds up what the kinds of tests counted, as the last line alone:
# "N passed, N failed".
#
#   tests/totals.sh FILE      lines "KIND PASSED FAILED"
set -eu
awk '{ passed += $2; failed += $3 }
     END { printf "%d passed, %d failed\n", passed, failed }' "$1"
