"""A second reader of pprof profiles, as small as it can be."""

import gzip


def fields(data):
    """(number, value) of each field of one message; bytes or an integer."""
    position = 0
    while position < len(data):
        tag, position = varint(data, position)
        kind = tag & 7
        if kind == 0:
            value, position = varint(data, position)
        elif kind == 2:
            length, position = varint(data, position)
            value, position = data[position:position + length], \
                position + length
        else:
            width = 8 if kind == 1 else 4
            value, position = None, position + width
        yield tag >> 3, value


def varint(data, position):
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7f) << shift
        if byte < 0x80:
            return value, position
        shift += 7


def integers(value):
    """A repeated integer, packed or not."""
    if isinstance(value, int):
        return [value]
    found, position = [], 0
    while position < len(value):
        number, position = varint(value, position)
        found.append(number)
    return found


def signed(value):
    return value - (1 << 64) if value >> 63 else value


class Profile:
    """Samples with frames: (function, file, line, start line), leaf first."""

    def __init__(self, path):
        with gzip.open(path) as file:
            data = file.read()
        self.texts, self.functions, self.locations = [], {}, {}
        parts = list(fields(data))
        self.texts = [value.decode("utf-8", "replace")
                      for number, value in parts if number == 6]
        self.types = [self.texts[dict(fields(value))[1]]
                      for number, value in parts if number == 1]
        for number, value in parts:
            if number == 5:
                self.add_function(dict(fields(value)))
        for number, value in parts:
            if number == 4:
                self.add_location(list(fields(value)))
        self.samples = [self.sample(value) for number, value in parts
                        if number == 2]

    def add_function(self, entry):
        self.functions[entry[1]] = (self.texts[entry.get(2, 0)],
                                    self.texts[entry.get(4, 0)],
                                    entry.get(5, 0))

    def add_location(self, parts):
        entry = dict(parts)
        frames = []
        for number, value in parts:
            if number == 4:
                line = dict(fields(value))
                name, file, start = self.functions[line[1]]
                frames.append((name, file, signed(line.get(2, 0)), start))
        self.locations[entry[1]] = (entry.get(3, 0), frames)

    def sample(self, data):
        locations, values, size = [], [], 0
        for number, value in fields(data):
            if number == 1:
                locations += integers(value)
            elif number == 2:
                values += [signed(one) for one in integers(value)]
            elif number == 3:
                label = dict(fields(value))
                if self.texts[label.get(1, 0)] == "bytes":
                    size = label.get(3, 0)
        return ([self.locations[one] for one in locations],
                dict(zip(self.types, values)), size)
