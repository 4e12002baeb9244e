"""Bundles of the recorded pairs, with the two source trees and the patch."""

import json
import os
import shutil

from context import read_meta, require, run

EVIDENCE = ("cpu.pb.gz", "mem.pb.gz", "mutex.pb.gz", "block.pb.gz",
            "bench.txt", "bench-profiled.txt", "bench-contend.txt",
            "escape-m2-module.txt", "META")


def source_tree(context, meta):
    """The module's files, as the module proxy serves them."""
    module = f"{meta['module']}@{meta['version']}"
    text = require(run(["go", "mod", "download", "-json", module],
                       cwd=context.work))
    return json.loads(text)["Dir"]


def make_patch(base, head):
    """A unified diff of the two trees; 1 means that they differ."""
    result = run(["git", "diff", "--no-index", "--no-color", base, head])
    if result.returncode not in (0, 1):
        raise RuntimeError(f"git diff: {result.stderr}")
    return result.stdout


class Pair:
    """One recorded pair: its bundle and where its sources lie."""

    def __init__(self, context, name):
        self.name = name
        self.meta = {side: read_meta(context.path(name, side))
                     for side in ("base", "head")}
        self.roots = {side: source_tree(context, meta)
                      for side, meta in self.meta.items()}
        self.bundle = self.make_bundle(context, "bundles", "base", "head")

    def swapped_bundle(self, context):
        """What head was before and base comes to be."""
        return self.make_bundle(context, "swapped", "head", "base")

    def make_bundle(self, context, kind, old, new):
        bundle = context.scratch(kind, self.name, "")
        shutil.rmtree(bundle)
        for side, place in ((old, "base"), (new, "head")):
            folder = os.path.join(bundle, place)
            os.makedirs(folder)
            for file in EVIDENCE:
                source = context.path(self.name, side, file)
                if os.path.exists(source):
                    shutil.copyfile(source, os.path.join(folder, file))
        with open(os.path.join(bundle, "changes.patch"), "w",
                  encoding="utf-8") as file:
            file.write(make_patch(self.roots[old], self.roots[new]))
        return bundle
