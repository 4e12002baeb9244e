"""Where things are, and how the program and its references are run."""

import os
import subprocess

PAIRS = ("gjson", "gin", "zap", "fasthttp", "bbolt", "compress")


class Context:
    """Paths of one run of the comparisons."""

    def __init__(self, program, corpus, work):
        self.program = os.path.abspath(program)
        self.corpus = os.path.abspath(corpus)
        self.work = os.path.abspath(work)
        os.makedirs(self.work, exist_ok=True)

    def path(self, *parts):
        return os.path.join(self.corpus, *parts)

    def scratch(self, *parts):
        path = os.path.join(self.work, *parts)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def perfscribe(self, *arguments, **options):
        return run([self.program, *arguments], **options)


def run(command, cwd=None, environment=None, binary=False):
    """The finished process, its output captured; times are in UTC."""
    full = dict(os.environ, TZ="UTC", LC_ALL="C", **(environment or {}))
    result = subprocess.run(command, cwd=cwd, env=full,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            check=False)
    if not binary:
        result.stdout = result.stdout.decode("utf-8", "replace")
        result.stderr = result.stderr.decode("utf-8", "replace")
    return result


def require(result):
    """The output of a command that has to succeed."""
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, result.args))}: exit "
                           f"{result.returncode}: {result.stderr[-2000:]}")
    return result.stdout


def read_text(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def read_meta(folder):
    """META of one side of a pair."""
    lines = read_text(os.path.join(folder, "META")).splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)
