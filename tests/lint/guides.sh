#!/bin/sh
# What the README and `explain bundle` show to copy is what lies in samples/ci;
# the README's excerpt is what the demo prints; it names every package that
# deps.sh installs. Exit 1 where one is not so.
set -eu
cd "$(dirname "$0")/../.."
topic=templates/topics/bundle.md
demo=tests/golden/orders/expected/stdout

failed=0
wrong() { # WHAT
    echo "$1"
    failed=1
}

# The fenced blocks of a file, each line behind the number of its block.
blocks() { # FILE
    awk '/^```/ { inside = !inside; number += inside; next }
         inside { print number ":" $0 }' "$1"
}

# A fenced block of FILE has the content of SAMPLE, to the byte.
shows() { # FILE SAMPLE
    number=$(blocks "$1" | grep -F -- "$(sed -n 2p "$2")" | head -n 1 | cut -d : -f 1)
    blocks "$1" | sed -n "s/^${number:-0}://p" | cmp -s - "$2" ||
        wrong "$1 does not show what is in $2"
}
shows "$topic" samples/ci/record.sh
for sample in samples/ci/github-actions.yml samples/ci/Jenkinsfile; do
    shows "$topic" "$sample"
    shows README.md "$sample"
done

excerpt=$(awk '/^<!-- from the demo -->$/ { wanted = 1; next }
    wanted && /^```/ { if (inside++) exit; next }
    inside' README.md)
[ -n "$excerpt" ] || wrong 'README.md has no excerpt from the demo'
printf '%s\n' "$excerpt" | while IFS= read -r line; do
    grep -qxF -- "$line" "$demo" || echo "README.md: the demo does not print: $line"
done | grep . && failed=1

for package in $(sed -n 's/^ *need_[a-z]* [^ ]* //p' tests/deps.sh) libc6-dev libclang-rt-19-dev; do
    grep -qF "\`$package\`" README.md || wrong "README.md does not name the package $package"
done
exit "$failed"
