"""The cause that report states for each allocation, against machine code: the
test binary is built again and the call before each sample's address says
which helper of the runtime allocated. Both sides of each pair are judged, and
modules beside them, which are recorded here."""

import collections
import json
import os
import re
import shutil

from binary import Binary
from context import PAIRS, read_text, require, run
from profile import Profile
from sources import Pair, source_tree

# Bytes of a repository's own frames below which a side is only shown.
LEAST_BYTES = 1e6
LEAST_EXPLAINED, MOST_WRONG = 0.95, 0.02

GENERATED = re.compile(r"^// Code generated .* DO NOT EDIT\.$", re.M)

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
    """One profile, the binary that it is of, and where its sources lay."""

    def __init__(self, binary, profile, prefix, root):
        self.prefix, self.root, self.generated = prefix, root, {}
        self.binary = Binary(binary)
        self.listing = Listing(binary)
        self.profile = Profile(profile)

    def own(self):
        """(path, line, block size, call, type, bytes) of each sample that a
        line of the repository, tests apart, allocates itself."""
        for locations, values, size in self.profile.samples:
            address, frames = locations[0]
            frame = next((frame for frame in frames
                          if self.is_written_here(frame[1])), None)
            if frame is None or frame[1].endswith("_test.go"):
                continue
            helper = (self.binary.callee(address) or
                      self.listing.inlined_callee(frames, frame))
            yield (frame[1].removeprefix(self.prefix), frame[2], size, helper,
                   self.binary.type_before(address), values["alloc_space"])

    def is_written_here(self, path):
        """What a program wrote is not the repository's own code."""
        if not path.startswith(self.prefix):
            return False
        name = path.removeprefix(self.prefix)
        if name not in self.generated:
            full = os.path.join(self.root, name)
            text = read_text(full) if os.path.exists(full) else ""
            self.generated[name] = GENERATED.search(text) is not None
        return not self.generated[name]

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


def side_of_pair(context, pair, side):
    meta = pair.meta[side]
    prefix = (meta["module"] if meta["trimpath"] == "1"
              else meta["source_root"]) + "/"
    return Side(build_binary(context, pair, side),
                context.path(pair.name, side, "mem.pb.gz"), prefix,
                pair.roots[side])


def report_of_pair(context, pair, side):
    """Arguments of report: it explains its head, so base is judged as the head
    of a swapped bundle."""
    bundle = pair.bundle if side == "head" else pair.swapped_bundle(context)
    other = "base" if side == "head" else "head"
    return ["--source-root", pair.roots[side],
            "--base-source-root", pair.roots[other], bundle]


def stated_causes(context, name, arguments):
    """{(path, line, block size): causes} and the summary of one report."""
    output = context.scratch("causes", name, "")
    result = context.perfscribe("report", "--quiet", "--out", output,
                                *arguments)
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


def check_side(context, table, name, side, arguments):
    tally = table.row(f"causes, {name} / machine code")
    stated, allocations = stated_causes(context, name.replace(" ", "-"),
                                        arguments)
    verdicts, faults = judge(side, stated)
    total = sum(verdicts.values())
    explained, callee = (allocations["explained_share"],
                         allocations["callee_share"])
    table.note(f"{name}: {total / 1e6:.1f} MB of own lines; " +
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


# Modules beside the recorded pairs: (name, module, version, package folder).
OTHERS = (("toml", "github.com/BurntSushi/toml", "v1.4.0", "."),
          ("expfmt", "github.com/prometheus/common", "v0.60.0", "expfmt"),
          ("html", "golang.org/x/net", "v0.30.0", "html"),
          ("goquery", "github.com/PuerkitoBio/goquery", "v1.10.0", "."),
          ("raft", "go.etcd.io/raft/v3", "v3.6.0", "."),
          ("logrus", "github.com/sirupsen/logrus", "v1.9.3", "."),
          ("participle", "github.com/alecthomas/participle/v2", "v2.1.1", "."),
          ("pongo2", "github.com/flosch/pongo2/v6", "v6.0.0", "."))


def record(context, name, module, version, package):
    """Runs a module's benchmarks here: its bundle, binary and sources."""
    folder = context.scratch("others", name, "")
    source = os.path.join(folder, "source")
    head = context.scratch("others", name, "bundle", "head", "")
    binary = os.path.join(folder, "binary.test")
    if os.path.exists(os.path.join(head, "escape-m2.txt")):
        return os.path.dirname(head.rstrip("/")), binary, source
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(source_tree(context, {"module": module,
                                          "version": version}), source)
    require(run(["chmod", "-R", "u+w", source]))
    flags = {"GOFLAGS": "-mod=mod"}
    require(run(["nice", "go", "test", "-vet=off", "-run=^$", "-bench=.",
                 "-benchtime=200x", "-memprofilerate=4096",
                 f"-memprofile={head}mem.pb.gz", "-o", binary, f"./{package}"],
                cwd=source, environment=flags))
    text = run(["nice", "go", "test", "-c", "-o", os.devnull,
                f"-gcflags={module}/...=-m=2", f"./{package}"],
               cwd=source, environment=flags).stderr
    with open(f"{head}escape-m2.txt", "w", encoding="utf-8") as file:
        file.write(text)
    return os.path.dirname(head.rstrip("/")), binary, source


def check_other(context, table, other):
    bundle, binary, source = record(context, *other)
    side = Side(binary, os.path.join(bundle, "head", "mem.pb.gz"),
                source + "/", source)
    check_side(context, table, other[0], side,
               ["--source-root", source, bundle])


def check(context, table):
    for name in PAIRS:
        pair = Pair(context, name)
        for side in ("base", "head"):
            check_side(context, table, f"{name} {side}",
                       side_of_pair(context, pair, side),
                       report_of_pair(context, pair, side))
    for other in OTHERS:
        check_other(context, table, other)
