#!/bin/sh
# What a team would get for a pull request: the report on samples/orders, its
# summary, and where its five files are; and on a Monday: the week out of ten
# weeks of history. Called by `make demo`.
set -eu
cd "$(dirname "$0")/.."
out=perfscribe-out

set -- report --source-root samples/orders/head --base-source-root samples/orders/base \
    --out "$out" samples/orders/bundle
printf '$ perfscribe %s\n\n' "$*"
code=0
build/perfscribe "$@" || code=$?

cat <<END

The five files:
  $out/report.html          the page to read: open it in a browser
  $out/perfscribe.sarif     for GitHub code scanning
  $out/TEST-perfscribe.xml  for Jenkins, as JUnit
  $out/summary.md           for a comment or a job summary
  $out/report.json          everything, for other tools

The exit code was $code. In the sample it is meant to be 1: five regressions are
planted in it, and a gate that they break fails the build (samples/README.md).
END
[ "$code" -eq 1 ]

rm -rf "$out"/history.db*
set -- --history "$out/history.db"
printf '\nTen weeks of the same module, and the report on the last of them:\n\n'
printf '$ perfscribe history import %s samples/history/weeks\n' "$*"
build/perfscribe history import "$@" --source-root samples/orders/base samples/history/weeks
set -- weekly "$@" --week 2026-W47 --text - --html "$out/weekly.html" --eml "$out/weekly.eml"
printf '$ perfscribe %s\n\n' "$*"
build/perfscribe "$@"
printf '\nAs a mail: %s/weekly.eml, its page alone: %s/weekly.html\n' "$out" "$out"
