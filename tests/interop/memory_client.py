"""Creates shared memory through the unary service, writes, fills and reads it, by calls and in place, and says so when all is as it should be.

Usage: memory_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS

ADDRESS is http://host:port of a server that has an array "numbers" of the doubles 0 to 9. The script leaves an array "from-python" of 4 rows of 3
doubles, 0.5 to 11.5, and a list "items".
"""

import mmap
import struct
import sys

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

from objects_client import ObjectServerError, Session, errors, to_numbers, values  # noqa: E402 - needs the folder named above

CONTENT = 4096  # where it begins in a segment's file
NULL, BOOLEAN, INTEGER, REAL, TEXT, BYTES = range(6)


def check(found, expected):
    """Ends the program where something is not as it should be."""
    if found != expected:
        raise SystemExit(f"{found!r} was found where {expected!r} was expected")


def error_of(action, *arguments):
    """The error that an action must end with: its code, and the type of the exception where the object threw one."""
    try:
        action(*arguments)
    except ObjectServerError as failure:
        return errors.ErrorCode.Name(failure.error.code), failure.error.exception_type
    raise SystemExit(f"{action.__name__}{arguments} succeeded")


def doubles(*numbers):
    """Doubles as they lie in memory."""
    return struct.pack(f"<{len(numbers)}d", *numbers)


def shape(*lengths):
    """The lengths of an array's dimensions as an argument."""
    return to_numbers(values.ELEMENT_TYPE_INT64, lengths)


def item(kind, content=b""):
    """An item of a list."""
    return bytes([kind]) + content


def packed(*items):
    """Items for a new list: each with room for as much as it needs."""
    return b"".join(struct.pack("<ii", 0, len(one) - 1) + one for one in items)


def in_place(memory):
    """The file of a segment, mapped."""
    with open(memory.get("Place")["Path"], "r+b") as file:
        return mmap.mmap(file.fileno(), 0)


def item_in_place(mapped, index):
    """An item of a list, read from the mapped file as docs/shared-memory.md says."""
    entry = CONTENT + 64 + 32 * index
    while True:
        before, kind, length, _, _, place = struct.unpack_from("<qiiiiq", mapped, entry)
        content = mapped[CONTENT + place:CONTENT + place + length]
        after, = struct.unpack_from("<q", mapped, entry)
        if before == after and before % 2 == 0:
            return item(kind, content)


with Session(ADDRESS) as session:
    memory = session.create("memory", "<f8", shape(4, 3), name="from-python")
    check(memory.get("Layout"), {"ElementType": "<f8", "Shape": [4, 3], "Length": 12})
    check(memory.invoke("Read", 0, 96), bytes(96))
    memory.invoke("FillAsync", 0, 96, doubles(0.5, 1.5, 2.5))
    memory.invoke("Write", 24, doubles(3.5, 4.5, 5.5))
    memory.invoke("WriteAsync", 72, doubles(9.5, 10.5, 11.5))
    check(memory.invoke("ReadAsync", 16, 32), doubles(2.5, 3.5, 4.5, 5.5))

    mapped = in_place(memory)
    check(mapped[CONTENT + 72:CONTENT + 96], doubles(9.5, 10.5, 11.5))
    mapped[CONTENT + 48:CONTENT + 72] = doubles(6.5, 7.5, 8.5)
    check(memory.invoke("Read", 48, 24), doubles(6.5, 7.5, 8.5))

    out_of_range = ("ERROR_CODE_INVOCATION", "System.ArgumentOutOfRangeException")
    check(error_of(memory.invoke, "Read", 90, 8), out_of_range)
    check(error_of(memory.invoke, "Write", -1, b"x"), out_of_range)
    check(error_of(memory.invoke, "FillAsync", 0, 96, bytes(7)), ("ERROR_CODE_INVOCATION", "System.ArgumentException"))
    check(error_of(session.create, "memory", "<f8", shape(1 << 50)), ("ERROR_CODE_LIMIT_EXCEEDED", ""))
    check(error_of(session.create, "memory", "f8", shape(1))[0], "ERROR_CODE_INVOCATION")

    numbers = session.get("numbers")
    check(numbers.invoke("Read", 0, 80), doubles(*range(10)))

    items = session.create("memory-list", packed(item(INTEGER, struct.pack("<q", -3)), item(TEXT, "a\0é\0".encode()), item(NULL)), name="items")
    check(items.get("Count"), 3)
    check(items.invoke("GetItem", 1), item(TEXT, "a\0é\0".encode()))
    items.invoke("SetItem", 2, item(REAL, doubles(2.25)))
    check(error_of(items.invoke, "SetItem", 1, item(BYTES, bytes(9))), ("ERROR_CODE_LIMIT_EXCEEDED", ""))
    check(error_of(items.invoke, "SetItem", 1, item(TEXT, b"\xff")), ("ERROR_CODE_INVOCATION", "System.ArgumentException"))
    mapped = in_place(items)
    check([item_in_place(mapped, i) for i in range(3)], [items.invoke("GetItem", i) for i in range(3)])
    check(item_in_place(mapped, 2), item(REAL, doubles(2.25)))

print("all as it should be")
