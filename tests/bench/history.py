#!/usr/bin/env python3
"""How recording fares as a history grows: two years of 40 pull requests a week
with 200 benchmarks and 300 hotspots each, imported run by run as they would
be recorded, and what it costs at the start and at the end.

    tests/bench/history.py [--weeks 104] [--perfscribe build/perfscribe]

Prints a table, and fails when the last runs cost more than twice the first.
"""
import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

MONDAY = 1735516800  # 30 December 2024, 00:00 UTC
UNITS = ("sec/op", "B/op", "allocs/op")


def benchmarks(rng, count):
    rows = []
    for number in range(count):
        for unit in UNITS:
            base = 100 * (number + 1)
            head = base * (1 + rng.gauss(0, 0.02))
            rows.append(dict(package="example.com/shop/p%d" % (number % 20), name="Bench%d-8" % number,
                             unit=unit, base=base, head=head, head_low=head * 0.98, head_high=head * 1.02,
                             ratio=head / base, ratio_low=0.98, ratio_high=1.02, p=rng.random(),
                             base_count=15, head_count=15, is_significant=False, is_related=number < 10,
                             higher_is_better=False, is_exact=unit != "sec/op"))
    return rows


def hotspots(rng, count):
    shares = sorted((rng.random() ** 4 for _ in range(count)), reverse=True)
    return [dict(function="example.com/shop/p%d.F%d" % (index % 20, index), file="p%d/f.go" % (index % 20),
                 owner="@shop/core", flat=share / 100, cum=share / 50, own=share / 80)
            for index, share in enumerate(shares)]


def finding(rng, number):
    return dict(key="%016x" % (number * 2654435761), rule="PERF2001", category="Preventive", level="warning",
                state="regression", function="example.com/shop/p%d.F%d" % (number % 20, number % 300),
                benchmark="BenchmarkF%d" % (number % 200), file="p/f.go", line=number % 500,
                line_text="x := make([]int, %d)" % (number % 100), metric="alloc_space", unit="bytes", base=100,
                head=100 + 100 * rng.random(), share=0.05, owner="@shop/core", impact="high", effort="low",
                headline="F%d allocates more." % number)


def run_of(number, week, is_main, sizes):
    rng = random.Random(number * 2 + is_main)
    at = MONDAY + week * 604800 + (number % 40) * 15000 + is_main * 5000
    found = [finding(rng, number * 3 + i) for i in range(3)] if number % 5 == 0 else []
    return dict(schema="perfscribe-run", version=1, repository="example/shop", target="shop",
                head_commit="%040x" % (number * 2 + is_main), content_hash="%064x" % number, base_commit="b" * 40,
                branch="main" if is_main else "topic", pull_request="" if is_main else str(number),
                machine="bench-1", go_version="go1.26.8", time=at, commit_time=at - 600, at=at, is_main=bool(is_main),
                has_cpu=True, verdict_state="passed", verdict="Passes 4 of 4 gates.", rating=5 + rng.gauss(0, 1),
                improved=rng.random(), regressed=rng.random(), benchmarks=benchmarks(rng, sizes.benchmarks),
                hotspots=hotspots(rng, sizes.hotspots), findings=found)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=104)
    parser.add_argument("--a-week", type=int, default=40)
    parser.add_argument("--benchmarks", type=int, default=200)
    parser.add_argument("--hotspots", type=int, default=300)
    parser.add_argument("--perfscribe", default="build/perfscribe")
    sizes = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="perfscribe-growth-")
    store, line = os.path.join(folder, "past.db"), os.path.join(folder, "run.jsonl")

    def command(*arguments):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run([sizes.perfscribe, "history", *arguments, "--history", store], check=True,
                       stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    total = sizes.weeks * sizes.a_week
    costs, weekly = [], []
    for number in range(total):
        week = number // sizes.a_week
        with open(line, "w") as out:
            out.write(json.dumps(run_of(number, week, number % 4 == 0, sizes)) + "\n")
        costs.append(command("import", line))
    size = os.path.getsize(store) / 2**20
    show = command("show", "--now", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(MONDAY + sizes.weeks * 604800 - 60)))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    listing = command("list")

    def median(values):
        return sorted(values)[len(values) // 2]

    share = max(total // 20, 1)
    first = [median([cost[i] for cost in costs[:share]]) for i in (0, 1)]
    last = [median([cost[i] for cost in costs[-share:]]) for i in (0, 1)]
    print("%d runs, store of %.0f MiB" % (total, size))
    print("record a run, first and last 5 %%, medians: wall %.0f ms and %.0f ms, CPU %.0f ms and %.0f ms"
          % (first[0] * 1e3, last[0] * 1e3, first[1] * 1e3, last[1] * 1e3))
    print("history show: %.2f s; history list: %.2f s; peak %.0f MiB" % (show[0], listing[0], peak))
    subprocess.run(["rm", "-rf", folder], check=True)
    if last[1] > 2 * first[1]:
        sys.exit("the last runs cost more than twice the first")


if __name__ == "__main__":
    main()
