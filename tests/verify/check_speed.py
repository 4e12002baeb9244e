"""CPU time and memory of diff and escape on the largest inputs, against the
floor (zlib, wc -l) and the peer (pprof). The least of runs taken in turn, for
others who use the machine only add to it."""

import os
import re
import subprocess
import sys

from context import read_text, require, run

RUNS = 9
MOST_OF_PPROF, MOST_OF_ZLIB, MOST_OF_WC = 1 / 20, 4, 8
MOST_OF_ZLIB_BY_LINE = 4.5  # five times as many rows are put in order
MOST_BYTES = 250e6


def measure(command):
    """(user and system seconds, peak bytes) of one run."""
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise RuntimeError(f"{' '.join(command)}: status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def in_turn(commands):
    """{name: (seconds, peak)}: the least time, the highest peak."""
    found = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            found[name].append(measure(command))
    return {name: (min(one[0] for one in runs),
                   max(one[1] for one in runs))
            for name, runs in found.items()}


def recorded_seconds(path):
    """user + sys as time(1) of the shell prints them: "1m8.993s"."""
    text = read_text(path)
    return sum(60 * int(minutes) + float(seconds) for minutes, seconds in
               re.findall(r"(?:user|sys)\s+(\d+)m([\d.]+)s", text))


def check_diff(context, table):
    tally = table.row("speed, diff of 160 MB of samples")
    base = context.path("big", "big-mem-go1.25.1.pb.gz")
    head = context.path("big", "big-mem-go1.26.8-samepkgs.pb.gz")
    floor = build_inflate(context)
    commands = {
        "zlib": [floor, base, head],
        "gzip -dc": ["gzip", "-dc", base, head],
        "diff": [context.program, "diff", base, head],
        "diff --format csv": [context.program, "diff", "--format", "csv",
                              base, head],
        "diff --granularity lines": [context.program, "diff",
                                     "--granularity", "lines", base, head],
    }
    found = in_turn(commands)
    zlib = found["zlib"][0]
    table.note(f"zlib {zlib:.3f} s, gzip -dc {found['gzip -dc'][0]:.3f} s")
    for name, peer in (("diff", "big-mem-diff_base-top-alloc_space"),
                       ("diff --format csv",
                        "big-mem-diff_base-top-alloc_space"),
                       ("diff --granularity lines",
                        "big-mem-diff_base-top-lines")):
        seconds, peak = found[name]
        pprof = recorded_seconds(context.path("big", "ref", peer + ".time"))
        table.note(f"{name}: {seconds:.3f} s, {seconds / zlib:.2f} x zlib, "
                   f"1/{pprof / seconds:.0f} of pprof's {pprof:.0f} s, "
                   f"{peak / 1e6:.0f} MB")
        tally.check(seconds <= MOST_OF_PPROF * pprof,
                    f"{name}: {seconds:.2f} s against pprof's {pprof:.1f} s")
        most = MOST_OF_ZLIB_BY_LINE if "lines" in name else MOST_OF_ZLIB
        tally.check(seconds <= most * zlib,
                    f"{name}: {seconds / zlib:.2f} x zlib's {zlib:.3f} s")
        tally.check(peak <= MOST_BYTES, f"{name}: {peak / 1e6:.0f} MB")


HERE = os.path.dirname(os.path.abspath(__file__))


def build_inflate(context):
    output = context.scratch("inflate")
    require(run(["gcc", "-O2", "-o", output, f"{HERE}/inflate.c", "-lz"]))
    return output


def build_reader(context):
    """perfscribe's reading without its printing."""
    output = context.scratch("read_only")
    root = os.path.join(HERE, "..", "..")
    packages = ["libcjson", "libprotobuf-c", "libxml-2.0", "zlib"]
    libraries = require(run(["pkg-config", "--libs", *packages])).split()
    require(run(["gcc", "-O2", "-std=c11", "-D_GNU_SOURCE", f"-I{root}",
                 f"-I{root}/build/gen", "-o", output, f"{HERE}/read_only.c",
                 f"{root}/build/gcc/libperfscribe.a", *libraries, "-lm",
                 "-pthread"]))
    return output


def std_text(context):
    """What -m=2 says of the standard library: 151 MB, made once."""
    path = context.scratch("std-m2.txt")
    if not os.path.exists(path):
        cache = context.scratch("std-cache", "")
        with open(path + ".tmp", "wb") as file:
            subprocess.run(["nice", "-n", "15", "go", "build", "-a",
                            "-gcflags=all=-m=2", "std"], stderr=file,
                           env=dict(os.environ, GOCACHE=cache), check=True)
        os.rename(path + ".tmp", path)
    return path


def check_escape(context, table):
    tally = table.row("speed, reading std's -m=2 text")
    path = std_text(context)
    found = in_turn({"wc": ["wc", "-l", path],
                     "reading": [build_reader(context), path],
                     "escape": [context.program, "escape", path],
                     "escape --format csv": [context.program, "escape",
                                             "--format", "csv", path]})
    floor = found.pop("wc")[0]
    table.note(f"{os.path.getsize(path) / 1e6:.0f} MB of text: "
               f"wc -l {floor:.3f} s")
    for name, (seconds, peak) in found.items():
        table.note(f"{name}: {seconds:.3f} s, {seconds / floor:.1f} x wc -l, "
                   f"{peak / 1e6:.0f} MB")
    seconds = found["reading"][0]
    tally.check(seconds <= MOST_OF_WC * floor,
                f"reading takes {seconds:.3f} s, "
                f"{seconds / floor:.1f} x wc -l")


def check(context, table):
    check_diff(context, table)
    check_escape(context, table)
    sys.stdout.flush()
