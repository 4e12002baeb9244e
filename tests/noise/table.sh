#!/bin/sh
# Prints the table of templates/topics/significance.md: what results.tsv says of
# pairs of the same code, beside what the planted cases say.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
awk -F '\t' '
    function row(what, reports, alarms) {
        printf "| %s | %d | %d |\n", what, reports, alarms
    }
    FILENAME ~ /results/ && !/^#/ {
        alarm = $7 + $8 > 0
        pairs++; patched[$3]++
        all += alarm; of[$3] += alarm
        if ($5 >= 8) { busy++; while_busy += alarm }
        single += $10
        if ($11 != "-") { apart++; later += $11 }
        for (i = 1; i <= 4; i++) slower[i] += $(11 + i)
    }
    FILENAME ~ /attribution/ && /\| (right|WRONG)[^|]* \|$/ {
        is_regression = !/\| (quiet|better) \|/
        is_regression ? planted++ : harmless++
        if (/ right[^|]* \|$/) is_regression ? found++ : silent++
    }
    END {
        print "| reports on | reports | alarmed |"
        print "|---|---|---|"
        row("the same code, without a patch", patched["none"], of["none"])
        row("the same code, comments put into all functions", patched["comment"], of["comment"])
        row("the same code, brackets put around values in half of the functions", patched["code"], of["code"])
        row("all pairs of the same code", pairs, all)
        row("of these, recorded while the load was 8 or more on 2 cores", busy, while_busy)
        row("each pair with one profile of a type a side, five times", 5 * pairs, single)
        row("base against base of the next pair of its module: not in turn", apart, later)
        row("harmless patches of the planted cases", harmless, harmless - silent)
        row("each pair, one benchmark of head made slower by 20 %", pairs, slower[1])
        row("by 50 %", pairs, slower[2])
        row("by 100 %", pairs, slower[3])
        row("by 200 %", pairs, slower[4])
        row("planted regressions: first finding on the culprit line", planted, found)
    }' "$here/results.tsv" "$here/../../templates/topics/attribution.md"
