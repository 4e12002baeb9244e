# Allocations and system calls that fail, by a preloaded library; sourced by
# run.sh. Left out where the program cannot be preloaded (the sanitizers).
# shellcheck shell=sh disable=SC2154 # what run.sh sets

# Timings, a heap profile, escapes and a patch: every part of a report.
rich_bundle() { # FOLDER
    good_bundle "$1"
    for side in base head; do
        from=samples/orders/bundle/$side
        cp "$from/mem-1.pb.gz" "$from/bench-profiled-1.txt" "$1/$side"
        grep -E 'pricing/discount|ledger/balance|^#' "$from/escape-m2.txt" \
            >"$1/$side/escape-m2.txt"
    done
    cp samples/orders/bundle/bundle.json "$1"
}

# Runs a report of which one call fails, over the reports of another run.
report_with() { # FAULT
    rm -rf "$work/out"
    cp -R "$work/old" "$work/out"
    FAULT=$1 LD_PRELOAD=$faults "$perfscribe" report --quiet \
        --source-root samples/orders/head --config tests/golden/waived/perfscribe.json \
        --out "$work/out" "$work/rich" \
        >"$work/stdout" 2>"$work/stderr"
    code=$?
}

# The reports are all of the run before, without a rest of this one.
judge_untouched() {
    same_files "$work/old" "$work/out" || printf ' the earlier reports changed.'
}

# Refused with nothing written, or as if nothing had failed: some calls of the
# C library can do without.
judge_all_or_nothing() { # CODE WORD...
    if [ "$code" -eq "$whole_code" ]; then
        same_files "$work/whole" "$work/out" || printf ' the reports are not whole.'
    else
        judge "$@"
        judge_untouched
    fi
}

# At most 25 of the failing numbers are judged one by one: they are many.
fail_allocations() { # COUNT
    number=1 step=1
    while [ "$number" -le "$1" ]; do
        report_with "malloc $number"
        case_ends "allocation $number of $1 fails" \
            "$(judge_all_or_nothing 5 'out of memory' 'give it more')"
        number=$((number + step))
        step=$((step * 5 / 4 + 1))
    done
}

if [ -n "$faults" ]; then
    rich_bundle "$work/rich"
    report --config tests/golden/waived/perfscribe.json --out "$work/whole" "$work/rich"
    whole_code=$code
    cp -R "$work/whole" "$work/old"
    for report in "$work"/old/*; do echo old >"$report"; done

    report_with count
    count=$(cat "$work/stderr")
    fail_allocations "$count"

    # Of the second of several files: the first is not replaced either.
    for call in 'write 1' 'write 2' 'fsync 1' 'fsync 2' 'rename 1'; do
        report_with "$call"
        case_ends "$call fails" "$(judge 4 "$work/out/" 'space left')$(judge_untouched)"
    done
    FAULT='mkdir 1' LD_PRELOAD=$faults "$perfscribe" report --quiet \
        --out "$work/new" "$work/rich" >"$work/stdout" 2>"$work/stderr"
    code=$?
    case_ends 'mkdir 1 fails' "$(judge 4 "$work/new" check)"
fi
