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

# Each week's bundles with the sources of their commit.
rm -rf "$out"/history.db* "$out/tree"
cp -R samples/orders/base "$out/tree"
set -- --history "$out/history.db"
printf '\nTen weeks of the same module, and the report on the last of them:\n\n'
printf '$ perfscribe history import %s --source-root TREE samples/history/weeks/*\n' "$*"
for bundle in samples/history/weeks/*; do
    case $bundle in
    *-1-pull) patch -s -p1 -d "$out/tree" <"$bundle/changes.patch" ;;
    esac
    build/perfscribe history import "$@" --source-root "$out/tree" "$bundle" >/dev/null
done
rm -rf "$out/tree"
printf '$ perfscribe history list %s\n' "$*"
build/perfscribe history list "$@"
set -- weekly "$@" --week 2026-W47 --text - --html "$out/weekly.html" --eml "$out/weekly.eml"
printf '\n$ perfscribe %s\n\n' "$*"
build/perfscribe "$@"
cat <<END

As a mail: $out/weekly.eml, its page alone: $out/weekly.html. With --week 2026-W44 it
is the week in which a regression had outlived three pull requests.
END
