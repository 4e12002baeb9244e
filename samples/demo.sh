#!/bin/sh
# What a team would get for a pull request: the report on samples/orders, its
# summary, and where its five files are. Called by `make demo`.
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
