# Outputs that cannot be written; sourced by run.sh.
# shellcheck shell=sh disable=SC2154 # what run.sh sets

base_profile=samples/orders/bundle/base/mem-1.pb.gz
head_profile=samples/orders/bundle/head/mem-1.pb.gz

# No temporary file is left behind.
leftovers() { # FOLDER
    find "$1" -name '*.tmp.*' | sed 's/^/ left behind: /'
}

: >"$work/file"
report --out "$work/file" "$work/good"
case_ends 'a file in place of the folder' "$(judge 4 "$work/file" check)"

report --out "$work/file/below" "$work/good"
case_ends 'a folder below a file' "$(judge 4 "$work/file" check)"

mkdir -p "$work/taken/report.html"
report --html "$work/taken/report.html" "$work/good"
case_ends 'a folder in place of a report' \
    "$(judge 4 "$work/taken/report.html" check)$(leftovers "$work/taken")"

report --json /dev/full "$work/good"
case_ends 'a full device' "$(judge 4 /dev/full 'space left')"

report --json /dev/null "$work/good"
case_ends 'the null device stays one' \
    "$([ "$code" -le 1 ] || echo " exit code $code.")$([ -c /dev/null ] || echo ' it is gone.')"

# Without root's rights, in a folder that may not be written, and of a file
# that may not be read.
rm -rf "$work/kept"
cp -R "$work/before/alone" "$work/kept"
chmod 555 "$work/kept"
good_bundle "$work/closed"
chmod 000 "$work/closed/head/bench.txt"
unprivileged=$perfscribe
# A build that measures coverage writes its counts here: it may not elsewhere.
mkdir -m 777 "$work/counts"
if [ "$(id -u)" -eq 0 ]; then
    unprivileged='setpriv --reuid 65534 --regid 65534 --clear-groups'
    unprivileged="$unprivileged $work/perfscribe"
    cp "$perfscribe" "$work/perfscribe"
    chmod 755 "$work"
fi
if $unprivileged version >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # a command and its options
    GCOV_PREFIX=$work/counts $unprivileged report --quiet --out "$work/kept" "$work/good" \
        >"$work/stdout" 2>"$work/stderr"
    code=$?
    why=$(judge 4 "$work/kept" check)$(leftovers "$work/kept")
    same_files "$work/before/alone" "$work/kept" || why="$why reports changed."
    case_ends 'a folder that may not be written' "$why"
    # shellcheck disable=SC2086
    GCOV_PREFIX=$work/counts $unprivileged report --quiet --json - "$work/closed" \
        >"$work/stdout" 2>"$work/stderr"
    code=$?
    case_ends 'a file that may not be read' \
        "$(judge 3 head/bench.txt 'Permission denied' check)"
fi
chmod 755 "$work/kept"

# stdout that takes nothing: what was printed must have arrived.
silent_stdout() { # NAME COMMAND...
    name=$1
    shift
    : >"$work/stdout"
    "$perfscribe" "$@" >/dev/full 2>"$work/stderr"
    code=$?
    case_ends "$name to a full device" "$(judge 4 stdout)"
}
silent_stdout report report --quiet --json - "$work/good"
silent_stdout summary report --out "$work/alone" "$work/good"
silent_stdout diff diff --format csv "$base_profile" "$head_profile"
silent_stdout bench bench tests/data/bench/gjson/base.txt tests/data/bench/gjson/head.txt
silent_stdout escape escape samples/orders/bundle/head/escape-m2.txt
silent_stdout explain explain
silent_stdout help help
silent_stdout version version

# A pipe whose reader is gone before the first byte: the right side closes its
# end, and only then lets the left side begin.
mkfifo "$work/go"
{
    read -r _ <"$work/go"
    "$perfscribe" diff --format csv "$base_profile" "$head_profile" 2>"$work/stderr"
    echo $? >"$work/code"
} | {
    exec 0<&-
    echo >"$work/go"
}
code=$(cat "$work/code")
case_ends 'a closed pipe' "$(judge 4 stdout)"

"$perfscribe" report --quiet --json - "$work/good" >&- 2>"$work/stderr"
code=$?
case_ends 'a closed stdout' "$(judge 4 stdout)"
