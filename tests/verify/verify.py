#!/usr/bin/env python3
"""Compares perfscribe with the tools that define its inputs.

Needs the corpus of recorded evidence, Go, and what each check says. Prints a
table: compared, equal, explained, wrong. Exits 1 when anything is wrong.
"""

import argparse
import importlib
import sys
import time
import traceback

from context import Context
from tally import Table

CHECKS = ["diff", "bench", "escape", "expectations", "versions", "reports",
          "causes", "mail", "speed"]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="build/perfscribe")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--work", default="build/verify")
    parser.add_argument("checks", nargs="*", metavar="CHECK",
                        help=f"of {' '.join(CHECKS)}; all when none is named")
    arguments = parser.parse_args()
    unknown = set(arguments.checks) - set(CHECKS)
    if unknown:
        parser.error(f"no such check: {' '.join(sorted(unknown))}")
    return arguments


def run_check(name, context, table):
    """A check that breaks off is wrong; the others are made all the same."""
    try:
        importlib.import_module(f"check_{name}").check(context, table)
    except Exception:
        traceback.print_exc()
        table.row(f"{name} to its end").differ("it broke off")


def main():
    arguments = parse_arguments()
    context = Context(arguments.program, arguments.corpus, arguments.work)
    table = Table()
    for name in arguments.checks or CHECKS:
        start = time.monotonic()
        print(f"{name} ...", flush=True)
        run_check(name, context, table)
        print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)
    table.print()
    return 1 if table.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
