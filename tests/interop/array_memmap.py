"""Uses arrays in shared memory, and .npy files, with NumPy alone, and says so when all is as it should be.

Usage: array_memmap.py load PATH          adds 1 to each element of the array at PATH, which NumPy opens as any .npy file
       array_memmap.py map PATH           doubles each element, knowing nothing but that it is <f8, 20 rows of 5, from byte 4096 on
       array_memmap.py check PATH         looks whether PATH, a saved file, holds 0, 1, 2, ... in 20 rows of 5
       array_memmap.py save FOLDER        saves the same array in each way that NumPy has: FOLDER/NAME.npy
"""

import sys

import numpy

ACTION, PATH = sys.argv[1:3]
SHAPE = (20, 5)
EXPECTED = numpy.arange(100, dtype="<f8").reshape(SHAPE)


def check(found, expected):
    """Ends the program where something is not as it should be."""
    if not numpy.array_equal(found, expected):
        raise SystemExit(f"{found!r} was found where {expected!r} was expected")


def save(name, array, version):
    """Saves an array in a version of the format."""
    with open(f"{PATH}/{name}.npy", "wb") as file:
        numpy.lib.format.write_array(file, array, version)


if ACTION == "load":
    shared = numpy.load(PATH, mmap_mode="r+")
    if (shared.dtype.str, shared.shape, shared.flags.c_contiguous) != ("<f8", SHAPE, True):
        raise SystemExit(f"the array is {shared.dtype.str}{shared.shape}")
    check(shared, EXPECTED)
    shared += 1
    shared.flush()
    check(numpy.load(PATH), EXPECTED + 1)
elif ACTION == "map":
    shared = numpy.memmap(PATH, "<f8", "r+", offset=4096, shape=SHAPE)
    check(shared, EXPECTED + 1)
    shared[:, 1:] *= 2
    shared[:, 0] *= 2
    del shared
elif ACTION == "check":
    check(numpy.load(PATH), EXPECTED)
elif ACTION == "save":
    save("one", EXPECTED, (1, 0))
    save("two", EXPECTED, (2, 0))
    save("three", EXPECTED, (3, 0))
    save("big", EXPECTED.astype(">f8"), (1, 0))
    save("part", numpy.arange(400, dtype="<f8").reshape(40, 10)[::2, ::2], (1, 0))
    save("fortran", numpy.asfortranarray(EXPECTED), (1, 0))
    save("row", numpy.asfortranarray(EXPECTED[:1]), (1, 0))
    save("single", EXPECTED.astype("<f4"), (1, 0))
    save("record", numpy.zeros(3, dtype=[("a", "<f8"), ("b", "<i4")]), (1, 0))
else:
    raise SystemExit(__doc__)

print("all as it should be")
