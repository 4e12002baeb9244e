"""perfscribe escape against the compiler's text: every line of every log is
accounted for. The second opinion is a grammar of regular expressions, one a
message, written from the compiler's sources."""

import collections
import csv
import glob
import io
import json
import os
import re

from context import PAIRS, read_text, require

POSITION = re.compile(r"(?P<file>.+?):(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?: "
                      r"|<unknown line number>: ")
PACKAGE = re.compile(r"# ([^\[ ]\S*)(?: \[\S+\])?$")

# One expression a message: its groups are what the csv shows of it.
S = r"(?P<subject>.+)"
MESSAGES = [(kind, re.compile(pattern + "$")) for kind, pattern in (
    ("moved", rf"moved to heap: {S}"),
    ("leaks_to_result",
     r"leaking param: (?P<subject>.+?) to result (?P<destination>.+) "
     r"level=-?\d+"),
    ("leaks", rf"leaking param: {S}"),
    ("leaks_content", rf"leaking param content: {S}"),
    ("inlined_call", r"inlining call to (?P<subject>.+?)"
                     r"(?: with score -?\d+)?"),
    ("can_inline", r"can inline (?P<subject>.+?)"
                   r"(?: with (?P<reason>cost \d+)(?: as: .*)?)?"),
    ("call_not_inlined", r"cannot inline (?P<subject>.+?) "
                         r"into (?P<function>.+?): (?P<reason>.+)"),
    ("cannot_inline", r"cannot inline (?P<subject>.+?): (?P<reason>.+)"),
    ("devirtualized", r"(?:partially |PGO )?devirtualizing "
                      r"(?:interface call |function call )?"
                      r"(?P<subject>.+) to (?P<destination>.+?)"),
    ("not_devirtualized",
     r"(?:cannot|should not PGO) devirtualize (?P<subject>.+?): "
     r"(?P<reason>.+)"),
    ("bounds_check_elided", r"index bounds check elided"),
    ("bounds_check", r"(?P<subject>Found Is(?:Slice)?InBounds)"),
    ("zero_copy", r"zero-copy string->\[\]byte conversion"),
    ("unsafe_uintptr", rf"assuming {S} is unsafe uintptr"),
    ("unsafe_uintptr", rf"marking {S} as escaping (?:\.\.\.)?uintptr"),
    ("big_function", rf"function {S} considered 'big'; "
                     r"reducing max cost of inlinees"),
    ("other", r"(?P<subject>imprecise interface call)"),
    ("other", r"(?P<subject>expr is unknown to bloop pass)"),
    ("other", r"(?P<subject>(?:mutates|calls) param: .+)"),
    ("other", rf"tail call emitted for the method {S} wrapper"),
    ("self_assignment",
     r"(?P<function>.+?) ignoring self-assignment in (?P<subject>.+)"),
    ("captured", r"(?P<function>.+?) capturing (?P<reason>by ref|by value): "
                 r"(?P<subject>.+) \(addr=.*\)"),
    ("kept_alive", rf"{S} will be kept alive"),
    ("escapes", rf"{S} escapes to heap"),
    ("no_escape", r"(?P<subject>.+?) does not escape(?:, mutate, or call)?"),
)]
BLOCKS = [re.compile(pattern + "$") for pattern in (
    rf"{S} escapes to heap(?: in (?P<function>.+))?:",
    r"parameter (?P<subject>.+?) leaks to (?P<destination>\{storage for .*\}|"
    r".+?)(?: for (?P<function>.+))? with derefs=(?P<derefs>-?\d+):",
)]
STEP = re.compile(r"  flow: (?P<destination>.+?) (?:←|=) (?P<source>.+):$"
                  r"|    from (?P<expression>.*) \((?P<reason>.*)\) at "
                  r"(?P<place>\S.*)$")
WARNING = re.compile(r"  warning: truncated explanation")

FIELDS = ("subject", "function", "reason", "destination")
# The parts that tell two messages of a kind and place apart.
IDENTITY = {"escapes": ("subject",), "moved": ("subject",),
            "leaks": ("subject",), "leaks_content": ("subject",),
            "leaks_to_result": ("subject", "destination"),
            "can_inline": ("subject",)}

Place = collections.namedtuple("Place", "package file line column")


class Log:
    """What one log says, line by line."""

    def __init__(self, lines):
        self.rows = {}      # identity: fields, in order met
        self.blocks = {}    # (place, kind, result, subject): its steps
        self.others = []    # lines that are no message of -m
        self.counts = collections.Counter()
        self.package, self.block = "", None
        for line in lines:
            self.take(line)

    def take(self, line):
        header = PACKAGE.match(line)
        if header:
            self.package, self.block = header.group(1), None
            self.counts["header"] += 1
            return
        position = POSITION.match(line)
        text = line[position.end():] if position else line
        if position and self.take_step(text):
            return
        self.block = None
        place = self.place(position)
        if self.take_block(place, text) or self.take_message(place, text):
            return
        self.counts["other"] += 1
        self.others.append(line)

    def place(self, position):
        if position is None or position.group("file") is None:
            return Place(self.package, "", "", "")
        number = [int(position.group(name) or 0)
                  for name in ("line", "column")]
        return Place(self.package, position.group("file"),
                     *[str(value or "") for value in number])

    def take_step(self, text):
        match = STEP.match(text)
        if match is None and not WARNING.match(text):
            return False
        self.counts["step"] += 1
        if match and self.block is not None:
            self.block.append(match.groupdict())
        return True

    def take_block(self, place, text):
        for pattern in BLOCKS:
            match = pattern.match(text)
            if match:
                self.counts["block"] += 1
                steps = []
                key = (place, *kind_of_block(match), match.group("subject"))
                self.blocks.setdefault(key, steps)
                self.block = steps
                return True
        return False

    def take_message(self, place, text):
        for kind, pattern in MESSAGES:
            match = pattern.match(text)
            if match:
                self.counts[kind] += 1
                fields = {name: match.groupdict().get(name) or ""
                          for name in FIELDS}
                told_by = IDENTITY.get(kind, FIELDS)
                key = (place, kind, *[fields[name] for name in told_by])
                self.rows.setdefault(key, fields)
                return True
        return False


def kind_of_block(match):
    """With the result that a parameter leaks to."""
    fields = match.groupdict()
    if "derefs" not in fields:
        return "escapes", ""
    if not fields["destination"].startswith(("{heap}", "{storage for ")):
        return "leaks_to_result", fields["destination"]
    return "leaks" if fields["derefs"] == "0" else "leaks_content", ""


def unwrap(path):
    """The lines of a log; those in events of -json are joined first."""
    text, plain, package = read_text(path), [], None
    for line in text.splitlines():
        if not (line.startswith("{") and '"Action":"' in line):
            plain.append(line + "\n")
            continue
        event = json.loads(line)
        path_of = event.get("ImportPath")
        if event.get("Output") and path_of and path_of != package:
            package = path_of
            plain.append(f"# {path_of}\n")
        plain.append(event.get("Output", ""))
    return [line for line in "".join(plain).splitlines() if line.strip()]


def our_rows(context, path):
    text = require(context.perfscribe("escape", "--format", "csv", path))
    return [{name: plain_text(value) for name, value in row.items()}
            for row in csv.DictReader(io.StringIO(text))]


def plain_text(value):
    """Without the apostrophe that keeps a spreadsheet from a formula."""
    return value[1:] if re.match(r"'[-=+@]", value) else value


def key_of(row):
    place = Place(*[row[name] for name in Place._fields])
    told_by = IDENTITY.get(row["kind"], FIELDS)
    return (place, row["kind"], *[row[name] for name in told_by])


def compare_log(context, tally, name, path):
    """Returns the log as the second opinion read it."""
    log = Log(unwrap(path))
    ours = {}
    for row in our_rows(context, path):
        key = key_of(row)
        tally.check(key not in ours, f"{name}: printed twice: {key}")
        ours[key] = row
    extra = [key for key in ours if key not in log.rows]
    shared = [key for key in ours if key in log.rows]
    tally.sequence(name, shared, list(log.rows))
    for key in extra:
        check_extra(tally, name, log, key)
    check_fields(tally, name, log, ours)
    return log


def check_extra(tally, name, log, key):
    """The closure of a go statement has a block and no summary."""
    place, kind, subject = key[0], key[1], key[2]
    tally.check(subject == "func literal" and
                (place, "escapes", "", subject) in log.blocks,
                f"{name}: nothing in the log says {kind} {key}")


def check_fields(tally, name, log, ours):
    """What is no part of the identity: the first that was said, or more."""
    for key, fields in log.rows.items():
        row = ours.get(key, {})
        for field in FIELDS:
            if fields[field]:
                tally.check(row.get(field) == fields[field],
                            f"{name}: {key}: {field} is {row.get(field)!r}")


FAMILIES = {"escapes": ("escapes", "moved"), "moved": ("escapes", "moved"),
            "leaks": ("leaks", "leaks_content", "leaks_to_result")}
FAMILIES["leaks_content"] = FAMILIES["leaks_to_result"] = FAMILIES["leaks"]
UNSUMMED = "explained by the compiler, but never summed up as a message"
SHARED = "several explanations of one message: the first is kept"
LOCAL = "leaks to a variable that is on the heap itself: not told by the block"


def steps_of(item):
    """As tuples: what the JSON shows of each step of a flow."""
    return [(step["destination"], step["source"]) if "destination" in step
            else (step["expression"], step["reason"],
                  ":".join(str(step[part]) for part in
                           ("file", "line", "column") if part in step))
            for step in item.get("flow", [])]


def told_steps(steps):
    return [(step["destination"], step["source"]) if step["destination"]
            else (step["expression"], step["reason"],
                  step["place"].replace("<unknown line number>", ""))
            for step in steps]


class Flows:
    """The flows of one log, by place, on both sides."""

    def __init__(self, log, items):
        self.rows = collections.defaultdict(list)
        for item in items:
            place = Place(*[str(item.get(field, ""))
                            for field in Place._fields])
            result = (item.get("destination", "")
                      if item["kind"] == "leaks_to_result" else "")
            self.rows[place].append((item["kind"], result, item["subject"],
                                     steps_of(item)))
        self.blocks = collections.defaultdict(list)
        for (place, *key), steps in log.blocks.items():
            self.blocks[place].append((*key, told_steps(steps)))

    def check_rows(self, tally, name):
        """A row has the steps of a block of its place and subject."""
        for place, rows in self.rows.items():
            for kind, result, subject, steps in rows:
                told = [block[3] for block in self.blocks[place]
                        if block[1:3] == (result, subject) and
                        block[0] in FAMILIES.get(kind, ())]
                if told and not steps and self.leaks_to_name(place, subject):
                    tally.explain(LOCAL)
                elif told:
                    tally.check(steps in told, f"{name}: {place} {kind} "
                                f"{subject}: {steps} is not among {told}")

    def leaks_to_name(self, place, subject):
        return any(kind == "leaks_to_result" and other == subject and
                   not result.startswith("~")
                   for kind, result, other, _ in self.blocks[place])

    def check_blocks(self, tally, name):
        """A block has a row, of other words where the summary has them."""
        for place, blocks in self.blocks.items():
            for kind, result, subject, steps in blocks:
                rows = [row for row in self.rows[place]
                        if row[0] in FAMILIES[kind]]
                if any(row[1:3] == (result, subject) or row[3] == steps
                       for row in rows):
                    tally.same()
                elif kind == "escapes" and rows and all(row[3]
                                                        for row in rows):
                    tally.explain(SHARED)
                elif kind == "escapes" and rows:
                    tally.differ(f"{name}: an explanation without a row: "
                                 f"{place} {kind} {subject}")
                else:
                    tally.explain(UNSUMMED)


def compare_flows(context, tally, name, path, log):
    text = require(context.perfscribe("escape", "--format", "json", path))
    flows = Flows(log, json.loads(text)["diagnostics"])
    flows.check_rows(tally, name)
    flows.check_blocks(tally, name)


# Lines that are in a log of -m and none of its messages.
NOT_OURS = [re.compile(pattern) for pattern in (
    r"(?:(?:ok|FAIL|PASS)\b|---|===|\?)", r"Benchmark", r"(?:goos|goarch|pkg|cpu): ",
    r"\s", r"# \[", r"exit status", r"note: module requires Go", r"vet: ",
    r"go: downloading", r"testing: warning: no tests to run",
)]
# Messages of the compiler that are no diagnostics of -m: errors, vet, and
# what other debug flags print.
OTHER_MESSAGES = [re.compile(pattern) for pattern in (
    r"undefined: ", r"declared and not used", r"too many errors",
    r"cannot use ", r"missing return", r"fmt\.\w+ ", r"Proved ",
    r"Induction variable", r"removed nil check", r"generated nil check",
    r"live at ", r"stack object ", r'".*" imported and not used', r"unreachable code",
    r"Disproved ", r"unusual", r"self-assignment of", r"result of .* call not used",
)]


def is_not_ours(line):
    if any(pattern.match(line) for pattern in NOT_OURS):
        return True
    position = POSITION.match(line)
    text = line[position.end():] if position else ""
    return any(pattern.match(text) for pattern in OTHER_MESSAGES)


def check_log(context, tallies, name, path):
    rows, flows, others = tallies
    log = compare_log(context, rows, name, path)
    compare_flows(context, flows, name, path, log)
    for line in log.others:
        others.check(is_not_ours(line), f"{name}: not read: {line[:200]}")
    others.same(sum(log.counts.values()) - len(log.others))


def logs(context):
    for path in sorted(glob.glob(context.path("_versions", "m*.txt"))):
        yield "_versions", path
    for pattern in ("*.txt", "*.out", "*.err", "*.stderr", "*.stdout",
                    "replay/*.txt"):
        for path in sorted(glob.glob(context.path("_samples", pattern))):
            yield "_samples", path
    for pair in PAIRS:
        for path in sorted(glob.glob(context.path(pair, "*", "escape-*.txt"))):
            yield pair, path


def holds_messages(path):
    return bool(Log(unwrap(path)).rows)


def check(context, table):
    tallies = (table.row("escape, rows of all logs"),
               table.row("escape, steps of explanations"),
               table.row("escape, lines accounted for"))
    for folder, path in logs(context):
        name = f"{folder} {os.path.relpath(path, context.path(folder))}"
        if holds_messages(path):
            check_log(context, tallies, name, path)
        else:
            result = context.perfscribe("escape", path)
            tallies[2].check(result.returncode == 3, f"{name}: has no message "
                             f"and ends with {result.returncode}")
