"""Uses a class that no contract speaks of from Python, by every request that there is, and says so when all is as it should be.

Usage: class_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS

ADDRESS is http://host:port of a server with the types counter and viewed.
"""

import sys

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

from objects_client import ObjectServerError, Session, contracts, errors  # noqa: E402 - needs the folder named above


def check(found, expected):
    """Ends the program where something is not as it should be."""
    if found != expected:
        raise SystemExit(f"{found!r} was found where {expected!r} was expected")


def code_of(action, *arguments):
    """The code of the error that an action must end with."""
    try:
        action(*arguments)
    except ObjectServerError as failure:
        return errors.ErrorCode.Name(failure.error.code)
    raise SystemExit(f"{action.__name__}{arguments} succeeded")


with Session(ADDRESS) as session:
    counter = session.create("counter", 5, name="visits")
    check(session.get("visits").get("Value"), 5)
    check(code_of(lambda: session.create("counter", 5, name="visits")), "ERROR_CODE_ALREADY_EXISTS")

    counter.set("Temperature", 3.0)
    check(counter.get("Temperature"), 3.0)
    check(counter.get("Inherited"), 41)
    check(code_of(counter.set, "Value", 1), "ERROR_CODE_MEMBER_NOT_FOUND")

    check(counter.invoke("Add", 3), 8)
    check(counter.invoke("Scale"), 16)
    check(counter.invoke("RunAsync", 2), 10)
    check(counter.invoke("ResetAsync"), None)
    check(code_of(counter.invoke, "Reset"), "ERROR_CODE_MEMBER_NOT_FOUND")
    check(code_of(counter.invoke, "Dispose"), "ERROR_CODE_MEMBER_NOT_FOUND")
    check(code_of(counter.invoke, "Take", 3), "ERROR_CODE_INVALID_REQUEST")
    check(counter.invoke("Take(System.Int32):System.String", 3), "int 3")

    counter.set("Item", 2.5, 1, 2)
    check(counter.get("Item", 1, 2), 2.5)
    check(counter.get("Item", 2, 1), 0.0)

    check(counter.snapshot(), {"Value": 0, "Temperature": 3.0, "Label": None, "IsDisposed": False, "Inherited": 41})
    check(counter.snapshot("Inherited", "Value"), {"Inherited": 41, "Value": 0})
    check(code_of(counter.snapshot, "Vaule"), "ERROR_CODE_MEMBER_NOT_FOUND")
    check(code_of(counter.snapshot, "Item"), "ERROR_CODE_ARGUMENT_ENCODING")

    child = counter.invoke("Child", 8)
    check(child.snapshot(), {"Value": 8})
    check(child.get("Value"), 8)
    check(code_of(child.invoke, "Add", 1), "ERROR_CODE_MEMBER_NOT_FOUND")
    check(counter.invoke("FindAsync", -1), None)

    contract = session.describe("counter")
    members = {member.signature: member for member in contract.members}
    check(contract.documentation, "A counter that no contract speaks of.")
    check(members["Add(System.Int32):System.Int32"].documentation, "Adds a step.")
    check([parameter.name for parameter in members["Add(System.Int32):System.Int32"].parameters], ["step"])
    check(members["get Value:System.Int32"].result_kind, contracts.VALUE_KIND_INTEGER)
    check(members["ResetAsync():System.Threading.Tasks.Task"].asynchronous, True)
    check([member.signature for member in session.describe("viewed").members], ["get Value:System.Int32"])

    check([(found.name, found.type) for found in session.list()], [("visits", "counter"), ("", "viewed")])
    child.release()
    check([found.name for found in session.list()], ["visits"])
    session.delete("visits")
    check(len(session.list()), 0)
    check(code_of(counter.get, "Value"), "ERROR_CODE_OBJECT_GONE")

print("all as it should be")
