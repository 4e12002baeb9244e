"""What a Go test binary for linux/amd64 calls at an address."""

import bisect
import struct

from context import require, run


class Binary:
    """Machine code and symbols of an ELF file that Go linked."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.segments = self.load_segments()
        self.addresses, self.names = self.load_symbols(path)
        self.types = dict(zip(self.names, self.addresses)).get("runtime.types")

    def load_segments(self):
        """(address, file offset, size) of what is loaded."""
        offset, = struct.unpack_from("<Q", self.data, 32)
        size, count = struct.unpack_from("<HH", self.data, 54)
        segments = []
        for index in range(count):
            kind, _, start, address, _, length = struct.unpack_from(
                "<IIQQQQ", self.data, offset + index * size)
            if kind == 1:
                segments.append((address, start, length))
        return segments

    def load_symbols(self, path):
        symbols = []
        for line in require(run(["go", "tool", "nm", path])).splitlines():
            fields = line.split(None, 2)
            if len(fields) == 3 and fields[1] in "TtRr":
                symbols.append((int(fields[0], 16), fields[2]))
        symbols.sort()
        return ([address for address, _ in symbols],
                [name for _, name in symbols])

    def read(self, address, length):
        for start, offset, size in self.segments:
            if start <= address < start + size:
                at = offset + address - start
                return self.data[at:at + length]
        return b""

    def symbol(self, address):
        index = bisect.bisect_right(self.addresses, address) - 1
        return self.names[index] if index >= 0 else ""

    def callee(self, address):
        """The function whose call returns to address + 1; "" where the call
        goes through a register. E8 rel32 is the only direct call."""
        code = self.read(address - 4, 5)
        if len(code) < 5 or code[0] != 0xE8:
            return ""
        return self.symbol(address + 1 + struct.unpack("<i", code[1:])[0])

    def type_before(self, address):
        """The name of the type that is put into AX before the call: the last
        LEAQ type(RIP), AX (48 8D 05 rel32) of the bytes before it."""
        code = self.read(address - 4 - 64, 64)
        at = code.rfind(b"\x48\x8d\x05", 0, len(code) - 4)
        if at < 0:
            return ""
        behind = address - 4 - 64 + at + 7
        offset, = struct.unpack_from("<i", code, at + 3)
        return self.type_name(behind + offset)

    def type_name(self, address):
        """abi.Type: TFlag at 20, Str at 40; the name's length is a varint
        behind a byte of flags, and a star may come before it."""
        header = self.read(address, 48)
        if len(header) < 48 or self.types is None:
            return ""
        text = self.read(self.types + struct.unpack_from("<i", header, 40)[0],
                         4096)
        length, at, shift = 0, 1, 0
        while at < len(text):
            byte = text[at]
            length |= (byte & 0x7f) << shift
            at, shift = at + 1, shift + 7
            if byte < 0x80:
                break
        name = text[at:at + length].decode("utf-8", "replace")
        return name[1:] if header[20] & 2 else name
