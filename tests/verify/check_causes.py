"""The cause that report states for each allocation, against machine code: the
test binary is built again and the call before each sample's address says
which helper of the runtime allocated. Both sides of each pair are judged."""

import collections
import json
import os
import re
import shutil

from binary import Binary
from context import PAIRS, require, run
from profile import Profile
from sources import Pair

# Bytes of a repository's own frames below which a side is only shown.
LEAST_BYTES = 1e6
LEAST_EXPLAINED, MOST_WRONG = 0.95, 0.02

# What each helper of the runtime is called for.
ESCAPES = {"escapes", "moved_to_heap", "too_large"}
MAKES = {"make_constant", "make_unknown", "too_large"}
HELPERS = [(re.compile(rf"runtime\.(?:{pattern})$"), causes)
           for pattern, causes in (
    (r"newobject|mallocgc\w*", ESCAPES | {"closure", "variadic",
                                          "conversion"}),
    (r"makeslice(?:64|copy)?", MAKES),
    (r"growslice\w*|moveSlice\w*", {"append_growth"}),
    (r"mapassign\w*", {"map_growth"}),
    (r"makemap\w*", {"map_make"}),
    (r"makechan\w*", {"channel"}),
    (r"concat(?:string|byte)s?\d?", {"concatenation"}),
    (r"(?:slicebytetostring|stringtoslicebyte|stringtoslicerune|"
     r"slicerunetostring|intstring)\w*", {"conversion"}),
    (r"convT\w*", {"boxing"}),
    (r"(?:chanrecv|chansend|selectgo|semacquire|newproc|deferproc)\w*",
     {"runtime_internal"}),
)]
# mallocgc is also called where makeslice and conversions are expanded.
EXPANDED = MAKES | {"conversion", "append_growth"}


def causes_of(helper, type_name):
    """What a call of the helper can be; None: no allocation that is known."""
    for pattern, causes in HELPERS:
        if pattern.match(helper):
            if helper.startswith("runtime.mallocgc"):
                return causes | EXPANDED
            if helper == "runtime.newobject" and type_name.startswith(
                    "struct { F uintptr"):
                return {"closure", "boxing"}  # also a method's value
            return causes
    return None


class Side:
    """One side of a pair: its binary, its profile, where its sources lay."""

    def __init__(self, context, pair, side):
        self.meta = pair.meta[side]
        self.prefix = (self.meta["module"] if self.meta["trimpath"] == "1"
                       else self.meta["source_root"]) + "/"
        path = build_binary(context, pair, side)
        self.binary = Binary(path)
        self.listing = Listing(path)
        self.profile = Profile(context.path(pair.name, side, "mem.pb.gz"))

    def own(self):
        """(path, line, block size, call, type, bytes) of each sample that a
        line of the repository, tests apart, allocates itself."""
        for locations, values, size in self.profile.samples:
            address, frames = locations[0]
            frame = next((frame for frame in frames
                          if frame[1].startswith(self.prefix)), None)
            if frame is None or frame[1].endswith("_test.go"):
                continue
            helper = (self.binary.callee(address) or
                      self.listing.inlined_callee(frames, frame))
            yield (frame[1].removeprefix(self.prefix), frame[2], size, helper,
                   self.binary.type_before(address), values["alloc_space"])

    def same_code(self):
        """Whether the frames of the profile are those of the new binary."""
        found = [self.binary.symbol(locations[0][0]) ==
                 locations[0][1][-1][0]
                 for locations, _, _ in self.profile.samples]
        return sum(found) / len(found)


class Listing:
    """go tool objdump, function by function. A profile's writer drops frames
    of the runtime that were inlined, and with them the address of the call:
    then the calls that stand on lines of the runtime are looked at."""

    def __init__(self, path):
        self.path, self.functions = path, {}
        goroot = require(run(["go", "env", "GOROOT"])).strip()
        self.runtime_files = set(os.listdir(f"{goroot}/src/runtime"))

    def inlined_callee(self, frames, frame):
        function, file = frames[-1][0], os.path.basename(frame[1])
        calls = {call for source, call in self.calls(function)
                 if source != file and source in self.runtime_files
                 and causes_of(call, "") is not None}
        return calls.pop() if len(calls) == 1 else ""

    def calls(self, function):
        if function not in self.functions:
            text = require(run(["go", "tool", "objdump", "-s",
                                f"^{re.escape(function)}$", self.path]))
            self.functions[function] = [
                (fields[0].split(":")[0], fields[4].split("(")[0])
                for fields in (line.split() for line in text.splitlines())
                if len(fields) >= 5 and fields[3] == "CALL"]
        return self.functions[function]


def build_binary(context, pair, side):
    """With the flags of META, in a copy that can be written to."""
    meta = pair.meta[side]
    output = context.scratch("binaries", f"{pair.name}-{side}.test")
    if os.path.exists(output):
        return output
    folder = context.scratch("build", os.path.basename(meta["source_root"]))
    if not os.path.exists(folder):
        shutil.copytree(pair.roots[side], folder)
        require(run(["chmod", "-R", "u+w", folder]))
    flags = ["-trimpath"] if meta["trimpath"] == "1" else []
    require(run(["nice", "go", "test", "-c", "-o", output, *flags,
                 "./" + meta["package_dir"]],
                cwd=folder, environment={"GOFLAGS": "-mod=mod"}))
    return output


def stated_causes(context, pair, side):
    """{(path, line, block size): causes} and the summary of one report. The
    report explains its head, so base is judged as the head of a swapped
    bundle."""
    output = context.scratch("causes", f"{pair.name}-{side}", "")
    bundle = pair.bundle if side == "head" else pair.swapped_bundle(context)
    other = "base" if side == "head" else "head"
    result = context.perfscribe(
        "report", "--quiet", "--source-root", pair.roots[side],
        "--base-source-root", pair.roots[other], "--out", output, bundle)
    if result.returncode not in (0, 1):
        raise RuntimeError(f"report: {result.stderr}")
    with open(os.path.join(output, "report.json"), encoding="utf-8") as file:
        allocations = json.load(file)["reports"][0]["allocations"]
    stated = collections.defaultdict(set)
    for site in allocations["sites"]:
        for part in site["parts"]:
            if part["cause"] != "callee":
                stated[site["location"]["file"], site["location"]["line"],
                       part["block_bytes"]].add(part["cause"])
    return stated, allocations


def judge(side, stated):
    """Bytes by verdict, and what was wrong, by bytes."""
    verdicts, faults = collections.Counter(), collections.Counter()
    for path, line, size, helper, type_name, count in side.own():
        causes = stated.get((path, line, size), {"unknown"})
        truth = causes_of(helper, type_name)
        if truth is None:
            verdict = "not decoded"
        elif causes & {"unknown", "one_of"}:
            verdict = "open"
        else:
            verdict = "right" if causes & truth else "wrong"
        verdicts[verdict] += count
        if verdict in ("wrong", "open"):
            faults[verdict, path, line, size, helper, type_name,
                   " ".join(sorted(causes))] += count
    return verdicts, faults


def check_side(context, table, pair, name):
    tally = table.row(f"causes, {pair.name} {name} / machine code")
    side = Side(context, pair, name)
    stated, allocations = stated_causes(context, pair, name)
    verdicts, faults = judge(side, stated)
    total = sum(verdicts.values())
    explained, callee = (allocations["explained_share"],
                         allocations["callee_share"])
    table.note(f"{pair.name} {name}: {total / 1e6:.1f} MB of own lines; " +
               ", ".join(f"{kind} {count / max(total, 1):.2%}"
                         for kind, count in sorted(verdicts.items())) +
               f"; explained_share {share(explained)}, callee_share "
               f"{share(callee)}; same code {side.same_code():.1%}")
    print_causes(table, allocations)
    if total < LEAST_BYTES:
        tally.explain("less than 1 MB of the repository's own lines")
        return
    tally.check(explained is not None and explained >= LEAST_EXPLAINED,
                f"explained_share is {explained}")
    tally.check(verdicts["wrong"] <= MOST_WRONG * total,
                f"{verdicts['wrong'] / total:.2%} of bytes have a wrong "
                f"cause: {faults.most_common(5)}")


def share(value):
    return "none" if value is None else f"{value:.2%}"


def print_causes(table, allocations):
    causes = sorted(allocations["causes"], key=lambda one: -one["bytes"])
    table.note("    " + ", ".join(f"{cause['kind']} {cause['share']:.1%}"
                                  for cause in causes))


def check(context, table):
    for name in PAIRS:
        pair = Pair(context, name)
        for side in ("base", "head"):
            check_side(context, table, pair, side)
