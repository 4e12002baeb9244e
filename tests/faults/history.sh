# The store: many recorders at once, recorders that are killed, disks that are
# full, folders that may not be written; sourced by run.sh.
# shellcheck shell=sh disable=SC2154 # what run.sh sets

# How many recorders are killed; the larger count is for `make faults KILLS=200`.
kills=${KILLS:-12}
recorders=16
store=$work/history/past.db
mkdir -p "$work/history"

# A bundle of which each number is another run.
numbered_bundle() { # NUMBER
    good_bundle "$work/history/bundle-$1"
    printf '{"target": "pool", "branch": "main", "head": {"commit": "commit-%s"}}\n' "$1" \
        >"$work/history/bundle-$1/bundle.json"
}

# Exit codes 0 and 1 acknowledge the run: what was judged is recorded.
record() { # NUMBER [COMMAND...]
    number=$1
    shift
    "$@" "$perfscribe" report --quiet --history "$store" --source-root samples/orders/head \
        --out "$work/history/out-$number" "$work/history/bundle-$number"
}

acknowledges() { # CODE
    [ "$1" -eq 0 ] || [ "$1" -eq 1 ]
}

# What is wrong with the store, in words. Each line of FILE names a commit that
# was acknowledged.
judge_store() { # FILE
    "$perfscribe" history verify --history "$store" >"$work/stdout" 2>"$work/stderr" ||
        printf ' it is not whole: %s.' "$(cat "$work/stdout")"
    "$perfscribe" history list --format csv --history "$store" >"$work/history/list"
    while read -r commit; do
        grep -q ",$commit," "$work/history/list" || printf ' %s is lost.' "$commit"
    done <"$1"
}

: >"$work/history/none"
number=1
while [ "$number" -le "$recorders" ]; do
    numbered_bundle "$number"
    number=$((number + 1))
done

# All begin with a store that is not there yet.
number=1
while [ "$number" -le "$recorders" ]; do
    {
        record "$number" 2>"$work/history/stderr-$number"
        echo $? >"$work/history/code-$number"
    } &
    number=$((number + 1))
done
wait
why=
number=1
: >"$work/history/acknowledged"
while [ "$number" -le "$recorders" ]; do
    acknowledges "$(cat "$work/history/code-$number")" ||
        why="$why recorder $number: $(cat "$work/history/stderr-$number")"
    echo "commit-$number" >>"$work/history/acknowledged"
    number=$((number + 1))
done
: >"$work/stderr"
case_ends "$recorders recorders at once" "$why$(judge_store "$work/history/acknowledged")"

# Killed at another moment each time, from before the store is opened until
# behind the commit. A killed one may be there or not; what ended is there.
numbered_bundle kill
killed=0 finished=0
number=1
while [ "$number" -le "$kills" ]; do
    commit=killed-$number
    printf '{"target": "pool", "branch": "main", "head": {"commit": "%s"}}\n' "$commit" \
        >"$work/history/bundle-kill/bundle.json"
    record kill 2>/dev/null &
    recorder=$!
    sleep "0.$(printf '%03d' $((number * 37 % 250)))"
    if kill -9 "$recorder" 2>/dev/null; then killed=$((killed + 1)); fi
    wait "$recorder" 2>/dev/null
    if acknowledges $?; then
        finished=$((finished + 1))
        echo "$commit" >>"$work/history/acknowledged"
    fi
    number=$((number + 1))
done
: >"$work/stderr"
case_ends "$kills recorders killed ($finished ended before)" \
    "$(judge_store "$work/history/acknowledged")"

# And one that nothing disturbs, into the store that they left.
numbered_bundle after
record after 2>"$work/stderr"
code=$?
echo commit-after >>"$work/history/acknowledged"
why=
acknowledges "$code" || why=" exit code $code."
case_ends 'a recorder behind the killed ones' "$why$(judge_store "$work/history/acknowledged")"
cp "$store" "$work/history/kept.db"

# A store that cannot be used changes no report. CODE is 4: not recorded.
keep_reports() {
    rm -rf "$work/history/out-1"
    cp -R "$work/before/alone" "$work/history/out-1"
}
judge_kept() { # WORD...
    judge 4 "$@"
    same_files "$work/before/alone" "$work/history/out-1" || printf ' reports changed.'
}
record_into() { # FILE [COMMAND...]
    store=$1
    shift
    keep_reports
    record 1 "$@" >"$work/stdout" 2>"$work/stderr"
    code=$?
    store=$work/history/past.db
}

head -c 4096 /dev/urandom >"$work/history/noise.db"
record_into "$work/history/noise.db"
case_ends 'a store that is noise' "$(judge_kept noise.db 'no store of perfscribe')"

head -c 30000 "$work/history/kept.db" >"$work/history/cut.db"
record_into "$work/history/cut.db"
case_ends 'a store that is cut off' "$(judge_kept cut.db 'damaged or cut off')"

record_into "$work/good"
case_ends 'a folder in place of the store' "$(judge_kept "$work/good" 'is no file')"

record_into /dev/full
case_ends 'a device in place of the store' "$(judge_kept /dev/full 'is no file')"

run history list --history "$work/history/noise.db"
case_ends 'the list of noise' "$(judge 3 noise.db 'no store of perfscribe')"

if $unprivileged version >/dev/null 2>&1; then
    chmod 777 "$work/history"
    cp "$work/history/kept.db" "$work/history/closed.db"
    chmod 444 "$work/history/closed.db"
    keep_reports
    chmod 777 "$work/history/out-1"
    # shellcheck disable=SC2086 # a command and its options
    GCOV_PREFIX=$work/counts $unprivileged report --quiet --history "$work/history/closed.db" \
        --out "$work/history/out-1" "$work/history/bundle-1" >"$work/stdout" 2>"$work/stderr"
    code=$?
    case_ends 'a store that may not be written' "$(judge_kept closed.db writable)"
    mkdir "$work/history/locked"
    cp "$work/history/kept.db" "$work/history/locked/past.db"
    chmod 555 "$work/history/locked"
    # shellcheck disable=SC2086
    GCOV_PREFIX=$work/counts $unprivileged history list \
        --history "$work/history/locked/past.db" >"$work/stdout" 2>"$work/stderr"
    code=$?
    case_ends 'a store in a folder that may not be written' \
        "$(judge 3 locked/past.db 'folder' writable)"
    chmod 755 "$work/history/locked"
fi

# Calls that fail while a run is recorded: the store is as it was, or has it.
if [ -n "$faults" ]; then
    numbered_bundle plain
    rm "$work/history/bundle-plain/base/block.pb.gz" "$work/history/bundle-plain/head/block.pb.gz"
    store=$work/history/start.db
    record plain 2>"$work/stderr"
    for call in 'write 1' 'write 3' 'write 6' 'fsync 1' 'fsync 2' 'fsync 3' 'rename 1' \
        'pwrite64 1' 'pwrite64 3' 'pwrite64 20' 'fdatasync 1' 'fdatasync 2'; do
        cp "$work/history/start.db" "$work/history/fault.db"
        rm -rf "$work/history/fault.db-wal" "$work/history/fault.db-shm" \
            "$work/history/fault.db.profiles"
        keep_reports
        printf '{"target": "pool", "branch": "main", "head": {"commit": "fault"}}\n' \
            >"$work/history/bundle-1/bundle.json"
        store=$work/history/fault.db
        FAULT=$call LD_PRELOAD=$faults "$perfscribe" report --quiet --history "$store" \
            --out "$work/history/out-1" "$work/history/bundle-1" >"$work/stdout" 2>"$work/stderr"
        code=$?
        why=
        if acknowledges "$code"; then
            echo fault >"$work/history/fault"
            why=$(judge_store "$work/history/fault")
        else
            why=$(judge 4)$(judge_store "$work/history/none")
        fi
        case_ends "$call fails while recording" "$why"
    done
fi
