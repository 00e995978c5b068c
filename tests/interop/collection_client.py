"""Uses shared collections from Python, and says so when all is as it should be.

Usage: collection_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS

ADDRESS is http://host:port of a server.
"""

import sys

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

from objects_client import ObjectServerError, Session  # noqa: E402 - needs the folder named above


def check(found, expected):
    """Ends the program where something is not as it should be."""
    if found != expected:
        raise SystemExit(f"{found!r} was found where {expected!r} was expected")


with Session(ADDRESS) as session:
    results = session.create("SharedDictionary<string,double>", name="results")
    results.set("Item", 2.5, "a")
    results.invoke("SetAsync", "b", 0.5)
    check(results.get("Item", "a"), 2.5)
    check(results.invoke("GetOrDefaultAsync", "x", -1.0), -1.0)
    check(results.invoke("IncrementAsync", "a", 1.0), 3.5)
    check(results.invoke("TryUpdateAsync", "a", 4.0, 2.5), False)
    check(sorted(results.invoke("GetKeys")), ["a", "b"])
    check({pair["Key"]: pair["Value"] for pair in results.iterate("EnumerateAsync")}, {"a": 3.5, "b": 0.5})
    check(results.get("Count"), 2)

    numbers = session.create("SharedList<int>")
    for number in range(3):
        numbers.invoke("AddAsync", number)
    check(list(numbers.invoke("ToArrayAsync")), [0, 1, 2])
    check(list(numbers.iterate("EnumerateAsync")), [0, 1, 2])

    lists = session.create("SharedDictionary<string,SharedList<int>>")
    lists.invoke("SetAsync", "numbers", numbers)
    check(lists.invoke("GetAsync", "numbers").get("Count"), 3)

    words = session.create("SharedSet<string>")
    check([words.invoke("AddAsync", word) for word in ("one", "one")], [True, False])
    try:
        session.create("SharedList<int[]>")
    except ObjectServerError as refusal:
        check("ReadOnlyMemory" in str(refusal.error.message), True)
    else:
        raise SystemExit("A list of arrays, each copy of which could be changed, was made.")

print("all as it should be")
