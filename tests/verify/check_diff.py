"""perfscribe diff against go tool pprof -top -diff_base: every row, in order."""

import csv
import glob
import io
import os
import re

from context import PAIRS, read_text, require, run

# What each profile is compared by: (name, unit that prints exact numbers).
MEASURES = {
    "cpu": [("samples", "count"), ("cpu", "ns")],
    "mem": [("alloc_objects", "count"), ("alloc_space", "B"),
            ("inuse_objects", "count"), ("inuse_space", "B")],
    "mutex": [("contentions", "count"), ("delay", "ns")],
    "block": [("contentions", "count"), ("delay", "ns")],
}
UNTRIMMED = ["-symbolize=none", "-nodecount=0", "-nodefraction=0",
             "-edgefraction=0", "-top"]
NUMBER = r"(-?[0-9.]+)([a-zA-Z]*)"
ROW = re.compile(rf"\s*{NUMBER}\s+\S+%\s+\S+%\s+{NUMBER}\s+\S+%  (.*)$")
MARK = re.compile(r" \((?:partial-)?inline\)$")


def pprof(context, *arguments):
    """Run in a folder whose name occurs in no path, or pprof would cut it."""
    folder = context.scratch("pprof-runs-here", "")
    return require(run(["go", "tool", "pprof", *UNTRIMMED, *arguments],
                       cwd=folder, environment={"PPROF_TMPDIR": folder}))


def pprof_rows(text):
    """[(printed name, flat, cum)]; numbers are exact in their base unit."""
    lines = text.splitlines()
    header = next(i for i, line in enumerate(lines)
                  if line.split()[:2] == ["flat", "flat%"])
    rows = []
    for line in lines[header + 1:]:
        match = ROW.match(line)
        if match is None:
            raise RuntimeError(f"pprof printed no row: {line!r}")
        flat, _, cum, _, name = match.groups()
        rows.append((MARK.sub("", name), int(flat), int(cum)))
    return rows


def our_rows(context, arguments):
    text = require(context.perfscribe("diff", "--format", "csv", *arguments))
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        row["printed"] = printed_name(row)
    return rows


def printed_name(row):
    """As pprof prints a node."""
    if row["line"] not in ("", "0"):
        return f"{row['name']} {row['file']}:{row['line']}"
    return f"{row['name']} {row['file']}" if row["file"] else row["name"]


def values(rows, prefix):
    """Rows as {name: (flat, cum)}; a side has no row for a name without."""
    flat, cum = prefix
    return {row["printed"]: (int(row[flat]), int(row[cum])) for row in rows
            if (row[flat], row[cum]) != ("0", "0")}


def rows_by(granularity):
    """Options of diff that give pprof's own rows."""
    if granularity == "lines":
        return ["--granularity", "lines", "--as-recorded"]
    return ["--granularity", granularity]


def compare_csv(context, tally, case):
    """All rows of one measure: deltas in order, then each side's own."""
    place, base, head, (measure, unit), granularity = case
    ours = our_rows(context, ["--sample-index", measure,
                              *rows_by(granularity), base, head])
    exact = [f"-unit={unit}", f"-sample_index={measure}", f"-{granularity}"]
    theirs = pprof_rows(pprof(context, *exact, "-diff_base", base, head))
    deltas = [(row["printed"], int(row["flat_delta"]), int(row["cum_delta"]))
              for row in ours]
    changed = [row for row in deltas if row[1:] != (0, 0)]
    tally.sequence(place, changed, theirs)
    if len(deltas) > len(changed):
        tally.explain("equal on both sides: pprof leaves the row out, the csv "
                      "keeps it", len(deltas) - len(changed))
    for side, path in (("base", base), ("head", head)):
        single = {name: (flat, cum) for name, flat, cum
                  in pprof_rows(pprof(context, *exact, path))}
        mine = values(ours, (f"{side}_flat", f"{side}_cum"))
        compare_side(tally, f"{place}, {side} alone", mine, single)


def compare_side(tally, place, mine, single):
    for name in sorted(set(mine) | set(single)):
        one, other = mine.get(name), single.get(name, (0, 0))
        tally.check((one or (0, 0)) == other,
                    f"{place}: {name}: {one} against {other}")


def compare_text(context, tally, case):
    """The printed table, header included, byte for byte."""
    place, base, head, (measure, _), granularity = case
    ours = require(context.perfscribe("diff", "--sample-index", measure,
                                      *rows_by(granularity), base, head))
    theirs = pprof(context, f"-sample_index={measure}", f"-{granularity}",
                   "-diff_base", base, head)
    tally.sequence(place, ours.splitlines(), theirs.splitlines())


def cases_of(context, pair):
    for profile, measures in MEASURES.items():
        base = context.path(pair, "base", f"{profile}.pb.gz")
        head = context.path(pair, "head", f"{profile}.pb.gz")
        if os.path.exists(base):
            for measure in measures:
                place = f"{pair} {profile} {measure[0]}"
                yield place, base, head, measure


def check_pairs(context, table):
    for granularity in ("functions", "lines"):
        exact = table.row(f"diff csv, {granularity}, six pairs / pprof")
        text = table.row(f"diff text, {granularity}, six pairs / pprof")
        for pair in PAIRS:
            for case in cases_of(context, pair):
                compare_csv(context, exact, (*case, granularity))
                compare_text(context, text, (*case, granularity))


# Recorded tables in ref/: what made them, as options of diff.
RECORDED = {
    "cpu-diff_base-top-functions.txt": ("cpu", []),
    "cpu-diff_base-top-lines.txt": ("cpu", rows_by("lines")),
    "mem-diff_base-top-alloc_objects.txt":
        ("mem", ["--sample-index", "alloc_objects"]),
    "mem-diff_base-top-alloc_space.txt":
        ("mem", ["--sample-index", "alloc_space"]),
    "mem-diff_base-top-inuse_space.txt":
        ("mem", ["--sample-index", "inuse_space"]),
    "mem-diff_base-top-lines-alloc_objects.txt":
        ("mem", ["--sample-index", "alloc_objects", *rows_by("lines")]),
    "mem-diff_base-top-lines-alloc_space.txt":
        ("mem", ["--sample-index", "alloc_space", *rows_by("lines")]),
    "mem-diff_base-top-lines-inuse_space.txt":
        ("mem", ["--sample-index", "inuse_space", *rows_by("lines")]),
    "mutex-diff_base-top.txt": ("mutex", []),
    "mutex-diff_base-top-contentions.txt":
        ("mutex", ["--sample-index", "contentions"]),
    "block-diff_base-top.txt": ("block", []),
    "block-diff_base-top-contentions.txt":
        ("block", ["--sample-index", "contentions"]),
}


def check_recorded(context, table):
    tally = table.row("diff text, recorded tables")
    for pair in PAIRS:
        for name, (profile, options) in RECORDED.items():
            path = context.path(pair, "ref", name)
            if os.path.exists(path):
                ours = require(context.perfscribe(
                    "diff", *options,
                    context.path(pair, "base", f"{profile}.pb.gz"),
                    context.path(pair, "head", f"{profile}.pb.gz")))
                tally.sequence(f"{pair} {name}", ours.splitlines(),
                               read_text(path).splitlines())


# Units whose numbers pprof prints exactly.
EXACT_UNITS = {"bytes": "B", "nanoseconds": "ns", "microseconds": "us"}


def measures_of(path):
    """[(sample type, exact unit)] of any profile, as pprof lists them."""
    raw = require(run(["go", "tool", "pprof", "-symbolize=none", "-raw", path]))
    lines = raw.splitlines()
    names = lines[lines.index("Samples:") + 1].split()
    types = [name.removesuffix("[dflt]").split("/", 1) for name in names]
    return [(name, EXACT_UNITS.get(unit, unit)) for name, unit in types]


def compare_files(context, tallies, base, head):
    """Two files by every sample type and granularity, both formats."""
    place = f"{os.path.basename(base)} {os.path.basename(head)}"
    shared = dict(measures_of(head))
    for measure in measures_of(base):
        if measure[0] not in shared:
            continue
        for granularity in ("functions", "lines"):
            case = (f"{place} {measure[0]} {granularity}", base, head, measure,
                    granularity)
            compare_csv(context, tallies[0], case)
            compare_text(context, tallies[1], case)


def check_runtime(context, table):
    """Every profile that the runtime writes, against itself; heap, allocs."""
    tallies = (table.row("diff csv, runtime's profiles / pprof"),
               table.row("diff text, runtime's profiles / pprof"))
    folder = context.path("_samples", "runtime")
    paths = sorted(glob.glob(f"{folder}/**/*.pb.gz", recursive=True))
    for path in paths:
        compare_files(context, tallies, path, path)
    heap, allocs = f"{folder}/heap.pb.gz", f"{folder}/allocs.pb.gz"
    compare_files(context, tallies, heap, allocs)


def is_profile(name):
    return not name.endswith((".string", ".md", ".bin", ".all", ".none"))


def peer_profiles(context):
    folder = context.path("peers", "google-pprof")
    found = glob.glob(f"{folder}/profile/testdata/*")
    found += glob.glob(f"{folder}/fuzz/corpus/*.pb")
    found += glob.glob(f"{folder}/internal/*/testdata/c*")
    found += glob.glob(f"{folder}/internal/*/testdata/go.*")
    found += glob.glob(f"{folder}/internal/report/testdata/sample.cpu")
    return sorted(path for path in found if is_profile(path)
                  and not path.endswith(".dot"))


def is_proto(path):
    """Gzip's magic, or a first field that is a sample type."""
    with open(path, "rb") as file:
        return file.read(2) in (b"\x1f\x8b", b"\n\x04")


# Programs and languages that share sample types.
UNLIKE = [("cppbench.cpu", "gobench.cpu"), ("java.cpu", "cppbench.cpu"),
          ("cppbench.heap", "gobench.heap"), ("java.heap", "gobench.heap"),
          ("cppbench.contention", "java.contention"),
          ("cppbench.heap", "java.heap"), ("gobench.heap", "java.heap"),
          ("cppbench.contention", "gobench.cpu")]


def check_peers(context, table):
    """pprof's own test data: legacy formats are refused by name, and what
    pprof makes of them, as the refusal advises, is read like pprof's own."""
    refused = table.row("diff refuses legacy profiles")
    tallies = (table.row("diff csv, pprof's test data / pprof"),
               table.row("diff text, pprof's test data / pprof"))
    for path in peer_profiles(context):
        name = os.path.basename(path)
        profile = path
        if not is_proto(path):
            result = context.perfscribe("diff", path, path)
            refused.check(result.returncode == 3 and not result.stdout and
                          "in a legacy format" in result.stderr,
                          f"{name}: exit {result.returncode}: {result.stderr}")
            profile = convert(context, path)
        if profile is not None:
            compare_files(context, tallies, profile, profile)
    check_unlike(context, table.row("diff refuses what pprof refuses"), tallies)


def check_unlike(context, refused, tallies):
    """What pprof does not compare is refused, with the reason; else both print
    the same rows."""
    for base, head in UNLIKE:
        folder = context.scratch("converted", "")
        paths = [f"{folder}{name}.pb.gz" for name in (base, head)]
        peer = run(["go", "tool", "pprof", *UNTRIMMED, "-diff_base", *paths])
        if peer.returncode == 0:
            compare_files(context, tallies, *paths)
            continue
        ours = context.perfscribe("diff", *paths)
        reason = next((ours for theirs, ours in REFUSALS.items()
                       if theirs in peer.stderr), peer.stderr)
        refused.check(ours.returncode == 3 and not ours.stdout and
                      reason in ours.stderr,
                      f"{base} {head}: exit {ours.returncode}: {ours.stderr}")


# What pprof says when it refuses two profiles, and what we do.
REFUSALS = {"period type: incompatible": "is sampled by",
            "empty common sample type": "no sample type in common"}


def convert(context, path):
    """As a proto, or None where pprof itself cannot read it."""
    output = context.scratch("converted", os.path.basename(path) + ".pb.gz")
    result = run(["go", "tool", "pprof", "-symbolize=none", "-proto",
                  f"-output={output}", path])
    return output if result.returncode == 0 else None


# Labels of the runtime's CPU profile: some values, several, none.
TAGS = (["kind=fib"], ["worker=1"], ["worker=0", "worker=2"],
        ["kind=fib", "worker=2"])


def check_tags(context, table):
    """--tag against pprof's -tagfocus, whose value is an expression: the
    values of one key together, and each key has to hold."""
    tally = table.row("diff --tag / pprof -tagfocus")
    path = context.path("_samples", "runtime", "cpu.pb.gz")
    for tags in TAGS:
        wanted = {}
        for tag in tags:
            key, value = tag.split("=")
            wanted.setdefault(key, []).append(value)
        filtered = path
        for key, some in wanted.items():
            output = context.scratch("tags", f"{'-'.join(tags)}-{key}.pb.gz")
            require(run(["go", "tool", "pprof", "-symbolize=none", "-proto",
                         f"-tagfocus={key}=^({'|'.join(some)})$",
                         f"-output={output}", filtered]))
            filtered = output
        ours = our_rows(context, ["--sample-index", "samples", *[
            word for tag in tags for word in ("--tag", tag)], path, path])
        single = {name: (flat, cum) for name, flat, cum in pprof_rows(pprof(
            context, "-sample_index=samples", "-functions", filtered))}
        for side in ("base", "head"):
            compare_side(tally, f"{tags} {side}",
                         values_of(ours, side), single)


def values_of(rows, side):
    return values(rows, (f"{side}_flat", f"{side}_cum"))


def check(context, table):
    check_tags(context, table)
    check_peers(context, table)
    check_runtime(context, table)
    check_pairs(context, table)
    check_recorded(context, table)
