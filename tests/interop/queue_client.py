"""Uses a shared queue, topic and namespace from Python, and says so when all is as it should be.

Usage: queue_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS

ADDRESS is http://host:port of a server.
"""

import sys

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

from objects_client import Session, to_json  # noqa: E402 - needs the folder named above


def check(found, expected):
    """Ends the program where something is not as it should be."""
    if found != expected:
        raise SystemExit(f"{found!r} was found where {expected!r} was expected")


with Session(ADDRESS) as session:
    queue = session.create("SharedQueue<string>")
    check([queue.invoke("TryPut", text) for text in ("a", "b", "c")], [True, True, True])
    check(queue.invoke("TryGetAsync"), {"IsTaken": True, "Item": "a"})
    check(queue.invoke("DrainAsync"), ["b", "c"])
    check((queue.get("Count"), queue.get("IsEmpty"), queue.get("Capacity")), (0, True, 1_000_000))

    topic = session.create("SharedTopic<int>")
    check([topic.invoke("Publish", 5), topic.get("LastNumber")], [1, 1])

    space = session.create("SharedNamespace")
    space.invoke("SetAsync", "x", to_json({"Kind": 2, "Json": "3"}))
    check(space.invoke("FindAsync", "x"), {"Kind": 2, "Json": "3"})
    check(space.invoke("FindAsync", "y"), None)

print("all as it should be")
