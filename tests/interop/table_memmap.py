"""Reads a shared table straight from its file, as docs/shared-memory.md describes it, and writes what is in it as JSON.

Usage: table_memmap.py FILE [COLUMN VALUE]

With COLUMN and VALUE, first sets every row of that column of numbers.
"""

import json
import sys

import numpy

CONTENT = 4096  # where the content begins; every place that the description tells is counted from there
TICKS = 0x3FFF_FFFF_FFFF_FFFF  # without the kind of a DateTime
TICKS_OF_1970 = 621_355_968_000_000_000


class Table:
    """A table by its file."""

    def __init__(self, path, mode="r"):
        self._path, self._mode = path, mode
        length = int(self.map("<i8", 0, 1)[0])
        self.description = json.loads(self.map("u1", 8, length).tobytes())
        self.columns = {column["name"]: column for column in self.description["columns"]}

    def map(self, dtype, offset, count):
        """Some of the memory itself."""
        return numpy.memmap(self._path, dtype, self._mode, CONTENT + offset, (count,))

    @property
    def rows(self):
        """How many rows there are now."""
        return int(self.map("<i8", self.description["rows"], 1)[0])

    def column(self, name):
        """A column as an array."""
        column = self.columns[name]
        return self.map(column["dtype"], column["offset"], self.rows)

    def is_there(self, name):
        """Which cells of a nullable column are there."""
        bits = self.map("u1", self.columns[name]["validity"], (self.rows + 7) // 8)
        return numpy.unpackbits(bits, count=self.rows, bitorder="little").astype(bool)

    def times(self, name):
        """A column of DateTime."""
        return ((self.column(name) & TICKS).astype("i8") - TICKS_OF_1970).view("M8[100ns]")

    def texts(self, name):
        """The distinct texts of a column of dictionary text, by their codes."""
        places = self.columns[name]["texts"]
        count = int(self.map("<i4", places["count"], 1)[0])
        ends = self.map("<i4", places["ends"], count)
        data = self.map("u1", places["bytes"], max(1, int(ends[-1]))).tobytes()
        return [data[start:end].decode() for start, end in zip([0, *ends[:-1]], ends)]


def main(path, column=None, value=None):
    if column is not None:
        Table(path, "r+").column(column)[:] = float(value)
    table = Table(path)
    found = {"rows": table.rows, "capacity": table.description["capacity"]}
    for name, one in table.columns.items():
        cells = table.column(name)
        if one["type"] == "DateTime":
            cells = table.times(name).astype("M8[ms]").astype(str)
        elif one["type"] == "Text":
            cells = numpy.char.decode(cells, "utf-8")
        elif one["type"] == "DictionaryText":
            cells = numpy.array(table.texts(name))[cells]
        elif one["type"] == "TimeSpan":
            cells = cells.astype("m8[ms]").astype("i8")
        listed = cells.tolist()
        if "validity" in one:
            listed = [cell if there else None for cell, there in zip(listed, table.is_there(name))]
        found[name] = listed
    print(json.dumps(found))


main(*sys.argv[1:])
