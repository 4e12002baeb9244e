"""perfscribe bench against benchstat: both formats and the warnings, byte for
byte. Where benchstat is wrong, the right answer is computed here another way,
and only that answer counts as explained."""

import glob
import itertools
import os
import random
import re
from fractions import Fraction
from math import comb

from context import PAIRS, read_text, require, run

BENCHSTAT = ("golang.org/x/perf/cmd/benchstat"
             "@v0.0.0-20260908200009-22c9c6c9d4da")
UNEQUAL = ("unequal runs with ties: benchstat sums the wrong tail, bench "
           "prints twice the observed one")
ZERO = "0 ns/op: benchstat keeps the unit; with 0 sec/op it prints the same"
RANDOM_FILES = 150


def install_benchstat(context):
    folder = context.scratch("bin", "")
    path = os.path.join(folder, "benchstat")
    if not os.path.exists(path):
        require(run(["go", "install", BENCHSTAT],
                    environment={"GOBIN": folder}))
    return path


class Bench:
    """Runs both programs on the same two files and compares what they say."""

    def __init__(self, context, tally):
        self.context, self.tally = context, tally
        self.benchstat = install_benchstat(context)

    def compare(self, folder, files, ignore=None):
        for form in ("csv", "text"):
            place = f"{os.path.basename(folder)} {' '.join(files)} {form}"
            ours = self.context.perfscribe(
                "bench", "--format", form,
                *(["--ignore", ignore] if ignore else []), *files, cwd=folder)
            theirs = self.reference(folder, files, form, ignore)
            self.tally.check(ours.returncode == 0,
                             f"{place}: exit {ours.returncode}: {ours.stderr}")
            self.judge(f"{place}, warnings", without_hint(ours.stderr),
                       theirs.stderr)
            self.judge(place, ours.stdout, theirs.stdout,
                       Samples(folder, files))

    def reference(self, folder, files, form, ignore):
        options = ["-ignore", ignore] if ignore else []
        return run([self.benchstat, *options, "-format", form, *files],
                   cwd=folder)

    def judge(self, place, ours, theirs, samples=None):
        one, other = ours.splitlines(), theirs.splitlines()
        if samples is not None and len(one) == len(other):
            for mine, peer in zip(one, other):
                self.judge_line(place, mine, peer, samples)
        else:
            self.tally.sequence(place, one, other)

    def judge_line(self, place, mine, peer, samples):
        if mine == peer:
            self.tally.same()
        elif samples.explains(mine, peer):
            self.tally.explain(UNEQUAL)
        else:
            self.tally.differ(f"{place}: {mine!r} against {peer!r}")


HINT = re.compile(r"^perfscribe: benchmarks of both files .*; to compare them: "
                  r"--ignore (\S+)\n", re.M)


def without_hint(text):
    """benchstat does not say that it compared nothing, nor why."""
    return HINT.sub("", text)


P_VALUE = re.compile(r"p=([0-9.]+) n=(\d+)(?:\+(\d+))?")


class Samples:
    """The values of the two files, for a second opinion on a p-value."""

    def __init__(self, folder, files):
        self.sides = [read_values(os.path.join(folder, name))
                      for name in files]

    def explains(self, mine, peer):
        """The lines differ in p alone, and ours is the exact one."""
        ours, theirs = P_VALUE.search(mine), P_VALUE.search(peer)
        if ours is None or theirs is None or ours.group(3) is None:
            return False
        without = [re.sub(r"\s+", " ", P_VALUE.sub("p", line))
                   for line in (mine, peer)]
        name = re.split(r"[,\s]", mine.strip(), maxsplit=1)[0]
        expected = {f"{float(p):.3f}" for p in self.exact(name)}
        return (without[0] == without[1] and ours.group(1) in expected and
                theirs.group(1) not in expected)

    def exact(self, name):
        """p of every unit that both files have for this benchmark."""
        for (known, unit), first in self.sides[0].items():
            second = self.sides[1].get((known, unit))
            if known == name and second:
                yield two_sided(first, second)


def read_values(path):
    """{(name, unit): [values]}: enough of the format for integer units."""
    values = {}
    for line in read_text(path).splitlines():
        fields = line.split()
        if line.startswith("Benchmark") and len(fields) >= 4:
            name = fields[0].removeprefix("Benchmark")
            for value, unit in zip(fields[2::2], fields[3::2]):
                values.setdefault((name, unit), []).append(Fraction(value))
    return values


def two_sided(first, second):
    """Twice the observed tail of Mann-Whitney, by counting how the tied groups
    of values can fall to the first sample; ranks are doubled."""
    groups = [len(list(group)) for _, group
              in itertools.groupby(sorted(first + second))]
    ways = {(0, 0): 1}  # (taken, doubled rank sum): number of ways
    below = 0
    for size in groups:
        rank = 2 * below + size + 1
        below += size
        fuller = {}
        for (taken, total), count in ways.items():
            for chosen in range(min(size, len(first) - taken) + 1):
                key = (taken + chosen, total + chosen * rank)
                fuller[key] = fuller.get(key, 0) + count * comb(size, chosen)
        ways = fuller
    counts = {total: count for (taken, total), count in ways.items()
              if taken == len(first)}
    return twice_the_tail(counts, first, second)


def twice_the_tail(counts, first, second):
    both = sorted(first + second)
    observed = sum(2 * both.index(value) + both.count(value) + 1
                   for value in first)
    middle = len(first) * (len(first) + len(second) + 1)
    if observed == middle:
        return Fraction(1)
    tail = sum(count for total, count in counts.items()
               if (total <= observed if observed < middle
                   else total >= observed))
    return min(Fraction(1), 2 * Fraction(tail, sum(counts.values())))


def check_pairs(context, table):
    bench = Bench(context, table.row("bench, six pairs / benchstat"))
    for pair in PAIRS:
        folder = context.path(pair)
        ignore = "seed" if pair == "bbolt" else None
        for name in ("bench", "bench-profiled", "bench-contend"):
            files = [f"base/{name}.txt", f"head/{name}.txt"]
            if all(has_results(os.path.join(folder, file)) for file in files):
                bench.compare(folder, files, ignore)
                bench.compare(folder, files[::-1], ignore)
                bench.compare(folder, [files[0], files[0]], ignore)
    files = ["base/bench.txt", "head/bench.txt"]
    bench.compare(context.path("bbolt"), files)
    hint = HINT.search(context.perfscribe("bench", *files,
                                          cwd=context.path("bbolt")).stderr)
    bench.tally.check(hint is not None and hint.group(1) == "seed",
                      "bbolt: the log lines that split the tables are not told")


def has_results(path):
    return os.path.exists(path) and any(
        line.startswith("Benchmark") and len(line.split()) >= 4
        for line in read_text(path).splitlines())


def check_recorded(context, table):
    """What benchstat printed when the corpus was made."""
    tally = table.row("bench, recorded tables")
    for pair in PAIRS:
        ignore = ["--ignore", "seed"] if pair == "bbolt" else []
        for name, form, options in (
                ("benchstat.csv", "csv", []), ("benchstat.txt", "text", []),
                ("benchstat-ignore-seed.txt", "text", ignore)):
            path = context.path(pair, "ref", name)
            ours = context.perfscribe("bench", "--format", form, *options,
                                      "base/bench.txt", "head/bench.txt",
                                      cwd=context.path(pair))
            tally.sequence(f"{pair} {name}", ours.stdout.splitlines(),
                           read_text(path).splitlines())
            if os.path.exists(path + ".stderr"):
                tally.sequence(f"{pair} {name}.stderr",
                               without_hint(ours.stderr).splitlines(),
                               read_text(path + ".stderr").splitlines())


def check_peers(context, table):
    """benchstat's own test data, and examples of everything it can print."""
    bench = Bench(context, table.row("bench, peers' files / benchstat"))
    folder = context.path("peers", "x-perf", "benchstat-testdata")
    names = sorted(os.path.basename(path)
                   for path in glob.glob(f"{folder}/*.txt"))
    for base, head in itertools.product(names, names):
        bench.compare(folder, [base, head])
    examples = context.path("peers", "benchstat-examples")
    for name in ("ex1", "ex2", "ex5"):
        bench.compare(f"{examples}/{name}", ["old.txt", "new.txt"])
    for base, head in itertools.product(("units.txt", "zero.txt"), repeat=2):
        bench.compare(f"{examples}/ex3", [base, head])
    check_bent(context, bench)


def check_bent(context, bench):
    """Real runs of many benchmarks, with odd units and configuration."""
    folder = context.path("peers", "x-perf", "benchfmt-testdata", "bent")
    for base in sorted(glob.glob(f"{folder}/*.Base*")):
        head = base.replace("Base", "Tip")
        if os.path.exists(head) and has_results(base) and has_results(head):
            bench.compare(folder,
                          [os.path.basename(base), os.path.basename(head)])


NOT_FINITE = re.compile(r"[-+]?(?i:nan|inf(?:inity)?)[ \t]+\S+")


def mend_zero(text):
    return re.sub(r"(?<=\s)0 ns/op", "0 sec/op", text)


def check_zero(context, table):
    """ex4: benchstat reads `0 ns/op` as another unit than `1 ns/op`. Given
    `0 sec/op` it does what bench does with the file as it is."""
    bench = Bench(context, table.row("bench, zero and bad lines / benchstat"))
    source = context.path("peers", "benchstat-examples", "ex4")
    folder = context.scratch("zero", "")
    files = ["old.txt", "new.txt"]
    for name in files:
        text = read_text(os.path.join(source, name))
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(mend_zero(text))
    for form in ("csv", "text"):
        ours = context.perfscribe("bench", "--format", form, *files,
                                  cwd=source)
        mended = bench.reference(folder, files, form, None)
        faulty = bench.reference(source, files, form, None)
        for stream in ("stdout", "stderr"):
            mine = getattr(ours, stream).splitlines()
            peer = getattr(mended, stream).splitlines()
            before = getattr(faulty, stream).splitlines()
            bench.tally.explain(ZERO, sum(
                line not in before for line in mine if line in peer))
            bench.tally.sequence(
                f"ex4 {form} {stream}",
                [line for line in mine if line in before or line not in peer],
                [line for line in peer if line in before or line not in mine])


def check_not_finite(context, table):
    """benchstat never returns on NaN. bench refuses such a file and names the
    line; without these values both print the same."""
    bench = Bench(context, table.row("bench refuses NaN and infinity"))
    source = context.path("peers", "benchstat-examples", "ex4",
                          "nan-DO-NOT-RUN-BENCHSTAT")
    folder = context.scratch("finite", "")
    files = ["old.txt", "new.txt"]
    for name in files:
        text = read_text(os.path.join(source, name))
        check_refusal(context, bench.tally, source, name, text)
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(mend_zero(NOT_FINITE.sub("", text)))
    bench.compare(folder, files)


def check_refusal(context, tally, folder, name, text):
    lines = [number for number, line in enumerate(text.splitlines(), 1)
             if line.startswith("Benchmark") and NOT_FINITE.search(line)]
    result = context.perfscribe("bench", name, name, cwd=folder)
    if lines:
        tally.check(result.returncode == 3 and not result.stdout and
                    f"{name}:{lines[0]}: " in result.stderr,
                    f"{name}:{lines[0]}: exit {result.returncode}: "
                    f"{result.stderr}")
    else:
        tally.check(result.returncode == 0, f"{name}: {result.stderr}")


def write_random(generator, path, runs, names):
    """Ties, zeros, several units and packages, and a missing benchmark."""
    lines = ["goos: linux", "goarch: amd64"]
    for package in ("example.com/a", "example.com/b"):
        lines.append(f"pkg: {package}")
        for name, _ in itertools.product(names, range(runs)):
            time = generator.choice([generator.uniform(0.5, 2e9),
                                     generator.randint(1, 5)])
            lines.append(f"Benchmark{name} \t {generator.randint(1, 10**6)}\t"
                         f"{time:10.4g} ns/op\t"
                         f"{generator.randint(0, 3):8} B/op\t"
                         f"{generator.randint(1, 4):8} allocs/op\t"
                         f"{generator.uniform(1, 900):7.2f} MB/s")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def check_random(context, table):
    """Equal numbers of runs, where both must agree in every byte."""
    bench = Bench(context, table.row("bench, random files / benchstat"))
    folder = context.scratch("random", "")
    generator = random.Random(20261123)
    names = ["Join-8", "Join/n=10-8", "Map/size=4k", "Sort"]
    for index in range(RANDOM_FILES):
        runs = generator.choice([1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 31, 55])
        files = [f"{index}-old.txt", f"{index}-new.txt"]
        for name in files:
            some = generator.sample(names, generator.randint(2, len(names)))
            write_random(generator, os.path.join(folder, name), runs, some)
        bench.compare(folder, files)


def check(context, table):
    check_pairs(context, table)
    check_recorded(context, table)
    check_peers(context, table)
    check_zero(context, table)
    check_not_finite(context, table)
    check_random(context, table)
