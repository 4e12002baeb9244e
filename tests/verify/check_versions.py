"""perfscribe escape on what each Go from 1.18 on prints of its own library:
every line is accounted for, plain and inside of the events of -json."""

import os

import check_escape
from context import run

# The last of each minor version that changed the text, and the first.
TOOLCHAINS = ("go1.18.10", "go1.19.13", "go1.20.14", "go1.21.13", "go1.22.12",
              "go1.23.12", "go1.24.6", "go1.25.1")
# Small, and together of every kind: generics, closures, assembly, unsafe.
PACKAGES = ("container/list", "encoding/json", "go/ast", "net/url", "reflect",
            "sort", "sync/atomic", "text/template")
TESTED = ("container/list", "net/url", "sort")
# What prints a log: (its name, command, stream, first version that has it).
LOGS = (("m1", ["build", "-gcflags=-m", *PACKAGES], "stderr", 18),
        ("m2", ["build", "-gcflags=-m=2", *PACKAGES], "stderr", 18),
        ("build-json", ["build", "-json", "-gcflags=-m=2", *PACKAGES],
         "stdout", 24),
        ("test-json", ["test", "-json", "-run=^$", "-gcflags=-m=2", *TESTED],
         "stdout", 24))


def prepare(context):
    """A module that every toolchain takes, so that none asks for a newer."""
    folder = context.scratch("versions", "")
    with open(os.path.join(folder, "go.mod"), "w", encoding="utf-8") as file:
        file.write("module m\n\ngo 1.18\n")
    return folder


def is_there(folder, toolchain):
    result = run(["go", "version"], cwd=folder,
                 environment={"GOTOOLCHAIN": toolchain})
    return toolchain in result.stdout


def print_log(context, toolchain, log):
    """The path of what one build prints, or its cache replays."""
    name, command, stream, _ = log
    folder = context.scratch("versions", "")
    path = os.path.join(folder, f"{toolchain}-{name}.txt")
    if not os.path.exists(path):
        result = run(["nice", "go", *command], cwd=folder,
                     environment={"GOTOOLCHAIN": toolchain})
        if result.returncode != 0:
            raise RuntimeError(f"{toolchain} {name}: {result.stderr[-2000:]}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(getattr(result, stream))
    return path


def check(context, table):
    tallies = (table.row("escape, Go 1.18 to 1.26, rows"),
               table.row("escape, Go 1.18 to 1.26, steps"),
               table.row("escape, Go 1.18 to 1.26, lines"))
    folder = prepare(context)
    local = run(["go", "env", "GOVERSION"], cwd=folder).stdout.strip()
    seen = []
    for toolchain in (*TOOLCHAINS, local):
        if not is_there(folder, toolchain):
            tallies[2].explain(f"{toolchain} is not to be had here")
            continue
        seen.append(toolchain)
        for log in LOGS:
            if int(toolchain.split(".")[1]) >= log[3]:
                path = print_log(context, toolchain, log)
                check_escape.check_log(context, tallies,
                                       os.path.basename(path), path)
    table.note(f"{len(seen)} toolchains: {' '.join(seen)}")
