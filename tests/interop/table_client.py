"""Makes, fills and reads a shared table by calls alone, and says so when all is as it should be.

Usage: table_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS
"""

import struct
import sys

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

from objects_client import ObjectServerError, Session, to_json  # noqa: E402 - needs the folder named above

INT32, DOUBLE, TEXT, DICTIONARY = 6, 12, 15, 16  # of ColumnType

SCHEMA = [
    {"Name": "price", "Type": DOUBLE},
    {"Name": "count", "Type": INT32, "IsNullable": True},
    {"Name": "symbol", "Type": TEXT, "Width": 4},
    {"Name": "city", "Type": DICTIONARY, "MostTexts": 10, "MostTextBytes": 100},
]


def demand(seen, expected):
    if seen != expected:
        raise SystemExit(f"{seen!r} is not {expected!r}")


with Session(ADDRESS) as session:
    table = session.create("table", to_json(SCHEMA), 100, name="from python")
    codes = table.invoke("InternAsync", "city", to_json(["Wien", "Köln", "Wien"]))
    demand(list(codes), [1, 2, 1])

    # Column by column: what is there, if the column is nullable, and the cells.
    batch = (
        struct.pack("<3d", 1.5, 2.5, 3.5)
        + bytes([0b101]) + struct.pack("<3i", 7, 0, 9)
        + "a".encode().ljust(4, b"\0") + "é".encode().ljust(4, b"\0") + b"abcd"
        + struct.pack("<3i", *codes)
    )
    demand(table.invoke("AppendAsync", 3, batch), 0)
    demand(table.invoke("AppendAsync", 3, batch), 3)
    demand(table.get("RowCount"), 6)
    demand(table.invoke("GetTextsAsync", "city", 0, 10), ["", "Wien", "Köln"])

    layout = table.invoke("GetTableLayoutAsync")
    price = layout["Columns"][0]
    demand(struct.unpack("<6d", table.invoke("ReadAsync", price["Offset"], 48)), (1.5, 2.5, 3.5) * 2)
    demand(table.invoke("ReadAsync", layout["Columns"][1]["ValidityOffset"], 1), bytes([0b101101]))
    table.invoke("SetValidityAsync", "count", 1, 1, b"\1")
    demand(table.invoke("ReadAsync", layout["Columns"][1]["ValidityOffset"], 1), bytes([0b101111]))

    try:
        table.invoke("AppendAsync", 3, batch[:-1])
        raise SystemExit("a batch that is too short was taken")
    except ObjectServerError as failure:
        demand(failure.error.exception_type, "System.ArgumentException")

    session.delete("from python")
    print("all as it should be")
