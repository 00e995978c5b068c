"""Iterates sequences of an object from Python, to their end and not, and says so when all is as it should be.

Usage: sequence_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS

ADDRESS is http://host:port of a server with the object feed.
"""

import itertools
import sys

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

from objects_client import Session, SharedObject, contracts  # noqa: E402 - needs the folder named above


def check(found, expected):
    """Ends the program where something is not as it should be."""
    if found != expected:
        raise SystemExit(f"{found!r} was found where {expected!r} was expected")


with Session(ADDRESS) as session:
    feed = session.get("feed")
    check(list(feed.iterate("Count", 5, 0)), [])
    check(list(feed.iterate("Count", 5, 3)), [5, 6, 7])
    check(list(feed.iterate("Count", 0, 50_000)), list(range(50_000)))
    check([item.get("Number") for item in feed.iterate("Items", 3)], [0, 1, 2])

    endless = feed.iterate("Endless")
    check(list(itertools.islice(endless, 20_000)), list(range(20_000)))
    check(feed.get("Closed"), 0)
    endless.close()
    check(feed.get("Closed"), 1)

    query = feed.invoke("QueryAsync", 3)
    check(type(query), SharedObject)
    check(list(query.iterate("OpenAsync")), [0, 1, 2])
    check(list(query.iterate("OpenAsync")), [0, 1, 2])

    kinds = {member.name: member.result_kind for member in session.describe("feed").members}
    check(kinds["Count"], contracts.VALUE_KIND_SEQUENCE)
    check(kinds["QueryAsync"], contracts.VALUE_KIND_REFERENCE)

print("all as it should be")
