"""What a comparison counts, and the table that is printed at the end."""

SHOWN = 8  # differences of one row that are printed in full


class Tally:
    """One row of the table: things compared, by how the comparison went."""

    def __init__(self, name):
        self.name = name
        self.equal = 0
        self.explained = {}
        self.wrong = []

    def same(self, count=1):
        self.equal += count

    def explain(self, reason, count=1):
        self.explained[reason] = self.explained.get(reason, 0) + count

    def differ(self, message):
        self.wrong.append(message)

    def check(self, is_equal, message):
        """Counts one comparison; the message says what is wrong with it."""
        if is_equal:
            self.same()
        else:
            self.differ(message)
        return is_equal

    def sequence(self, place, ours, theirs):
        """Two lists that must be equal, item by item."""
        for index, (one, other) in enumerate(zip(ours, theirs)):
            self.check(one == other,
                       f"{place}, {index + 1}: {one!r} against {other!r}")
        longer = max(ours, theirs, key=len)
        name = "ours" if longer is ours else "the reference"
        for item in longer[min(len(ours), len(theirs)):]:
            self.differ(f"{place}: only in {name}: {item!r}")

    @property
    def compared(self):
        return self.equal + sum(self.explained.values()) + len(self.wrong)


class Table:
    """All rows, in the order they were begun."""

    def __init__(self):
        self.tallies = []
        self.notes = []

    def row(self, name):
        self.tallies.append(Tally(name))
        return self.tallies[-1]

    def note(self, text):
        """A figure that stands beside the table."""
        self.notes.append(text)
        print(f"  {text}", flush=True)

    @property
    def wrong(self):
        return sum(len(tally.wrong) for tally in self.tallies)

    def print(self):
        width = max(len(tally.name) for tally in self.tallies)
        print(f"\n{'':{width}}  compared     equal explained     wrong")
        for tally in self.tallies:
            print(f"{tally.name:{width}} {tally.compared:9} {tally.equal:9} "
                  f"{sum(tally.explained.values()):9} {len(tally.wrong):9}")
        self.print_details()

    def print_details(self):
        for tally in self.tallies:
            for reason, count in sorted(tally.explained.items()):
                print(f"explained: {tally.name}: {count}: {reason}")
            for message in tally.wrong[:SHOWN]:
                print(f"WRONG: {tally.name}: {message}")
            if len(tally.wrong) > SHOWN:
                print(f"WRONG: {tally.name}: and "
                      f"{len(tally.wrong) - SHOWN} more")
