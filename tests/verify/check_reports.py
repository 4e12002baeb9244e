"""report on the six pairs: every place that it names is in the sources. The
places are judged by what must stand there: a profile's function begins with
its func line, and what the compiler speaks of stands at its line and column."""

import collections
import json
import os
import re

from check_escape import Log, unwrap
from context import PAIRS, read_text
from profile import Profile
from sources import Pair

# Kinds whose subject is an expression or a name of the source.
NAMED = ("escapes", "moved", "no_escape", "leaks", "leaks_content",
         "leaks_to_result", "can_inline", "cannot_inline")


class Tree:
    """The files of one source tree, by line."""

    def __init__(self, root):
        self.root, self.files = root, {}

    def lines(self, path):
        if path not in self.files:
            full = os.path.join(self.root, path)
            self.files[path] = (read_text(full).splitlines()
                                if os.path.isfile(full) else None)
        return self.files[path]

    def has(self, path, line):
        lines = self.lines(path)
        return lines is not None and 1 <= line <= len(lines)

    def line(self, path, line):
        return self.lines(path)[line - 1]


def sarif_places(run):
    """(path, line) of all that a result points to."""
    for result in run["results"]:
        locations = result["locations"] + result.get("relatedLocations", [])
        for flow in result.get("codeFlows", []):
            for thread in flow["threadFlows"]:
                locations += [step["location"] for step in thread["locations"]]
        for location in locations:
            place = location["physicalLocation"]
            yield (place["artifactLocation"]["uri"],
                   place.get("region", {}).get("startLine", 1))


def json_places(report):
    for finding in report["findings"]:
        if finding.get("location"):
            yield finding["location"]["file"], finding["location"]["line"]
    for site in report["allocations"]["sites"]:
        if not site["is_only_base"]:
            yield site["location"]["file"], site["location"]["line"]


def run_report(context, pair):
    output = context.scratch("reports", pair.name, "")
    result = context.perfscribe(
        "report", "--quiet", "--source-root", pair.roots["head"],
        "--base-source-root", pair.roots["base"], "--out", output, pair.bundle)
    with open(os.path.join(output, "report.json"), encoding="utf-8") as file:
        report = json.load(file)["reports"][0]
    with open(os.path.join(output, "perfscribe.sarif"),
              encoding="utf-8") as file:
        sarif = json.load(file)
    return result, report, sarif


def check_places(tally, name, tree, places):
    for path, line in places:
        if tree.lines(path) is None:
            tally.differ(f"{name}: {path} is not in the sources")
        elif line == 0:
            tally.explain("a file without a line")
        else:
            tally.check(tree.has(path, line),
                        f"{name}: {path} has no line {line}")


def base_name(function):
    """"Next" of "github.com/gin-gonic/gin.(*Context).Next"."""
    plain = re.sub(r"\[[^][]*(?:\[[^][]*\][^][]*)*\]", "", function)
    return plain.rsplit("/", 1)[-1].rsplit(".", 1)[-1]


def begins_function(text, function):
    name = base_name(function)
    if text.startswith("TEXT"):  # assembly
        return f"·{name}(SB)" in text
    if re.fullmatch(r"func\d+|\d+|gowrap\d+|deferwrap\d+", name):
        return "func" in text or "go " in text or "defer " in text
    name = name.removesuffix("-fm")
    return re.search(rf"\bfunc\b.*\b{re.escape(name)}\b", text) is not None


def own_prefix(meta):
    return (meta["module"] if meta["trimpath"] == "1"
            else meta["source_root"]) + "/"


def check_functions(context, tallies, pair):
    """Profiles: the start line of each function of the repository."""
    tally, shown = tallies
    counts = collections.Counter()
    for side in ("base", "head"):
        prefix, tree = own_prefix(pair.meta[side]), Tree(pair.roots[side])
        for kind in ("cpu", "mem", "mutex", "block"):
            path = context.path(pair.name, side, f"{kind}.pb.gz")
            if not os.path.exists(path):
                continue
            for function, file, start in set(
                    Profile(path).functions.values()):
                if file.startswith(prefix) and start > 0:
                    judge_function(tally, counts, tree,
                                   (function, file.removeprefix(prefix),
                                    start))
    shown.append(f"functions located {located(counts)}")


def judge_function(tally, counts, tree, function):
    name, path, start = function
    counts["all"] += 1
    if not tree.has(path, start):
        tally.differ(f"{path} has no line {start} for {name}")
    elif begins_function(tree.line(path, start), name):
        counts["there"] += 1
        tally.same()
    else:
        tally.differ(f"{path}:{start} is not where {name} begins: "
                     f"{tree.line(path, start)!r}")


def check_subjects(context, pair, shown):
    """What the compiler speaks of stands at its line and column, unless it is
    the body of another function, inlined into a call that stands there."""
    for side in ("base", "head"):
        tree, counts = Tree(pair.roots[side]), collections.Counter()
        log = Log(unwrap(context.path(pair.name, side,
                                      "escape-m2-module.txt")))
        calls = {key[0] for key in log.rows if key[1] == "inlined_call"}
        for place, kind, subject, *_ in log.rows:
            if kind in NAMED and place.column and "_testmain" not in place.file:
                counts["all"] += 1
                if stands_at(tree, place, subject):
                    counts["there"] += 1
                elif place in calls:
                    counts["inlined"] += 1
        shown.append(f"{side} diagnostics located {located(counts)} and "
                     f"{counts['inlined']} of bodies inlined there")


def stands_at(tree, place, subject):
    """The column is that of the operator, so that the subject's first word
    may stand on either side of it, and its end on a later line."""
    path, number = os.path.normpath(place.file), int(place.line)
    if not tree.has(path, number):
        return False
    line = tree.line(path, number)
    if int(place.column) > len(line.encode("utf-8")) + 1:
        return False
    if subject.startswith(("... argument", "func literal")):
        return True
    word = re.search(r"[A-Za-z_]\w*|\d+", subject)
    around = " ".join(tree.lines(path)[max(number - 2, 0):number + 1])
    return (word is None or word.group() in around or
            re.search(r"\.func\d", subject) is not None)


def located(counts):
    return f"{counts['there']}/{counts['all']}" + (
        f" ({counts['there'] / counts['all']:.2%})" if counts["all"] else "")


def check_pair(context, table, tallies, pair):
    exits, places, functions = tallies
    result, report, sarif = run_report(context, pair)
    exits.check(result.returncode in (0, 1),
                f"{pair.name}: exit {result.returncode}: {result.stderr}")
    tree = Tree(pair.roots["head"])
    check_places(places, f"{pair.name} SARIF", tree,
                 [place for one in sarif["runs"] for place in
                  sarif_places(one)])
    check_places(places, f"{pair.name} json", tree, json_places(report))
    shown = []
    check_functions(context, (functions, shown), pair)
    check_subjects(context, pair, shown)
    allocations = report["allocations"]
    table.note(f"{pair.name}: exit {result.returncode}, "
               f"{len(report['findings'])} findings, "
               f"{sum(len(one['results']) for one in sarif['runs'])} SARIF "
               f"results; explained_share {allocations['explained_share']}, "
               f"callee_share {allocations['callee_share']}; " +
               "; ".join(shown))


def check(context, table):
    tallies = (table.row("report, exit status on six pairs"),
               table.row("report, places exist in the sources"),
               table.row("report, functions begin where profiles say"))
    for name in PAIRS:
        check_pair(context, table, tallies, Pair(context, name))
