"""Uses the replica of samples/MonteCarlo from Python and prints as JSON what it saw.

Usage: replica_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS SIZE TEMPERATURE SEED SWEEPS

ADDRESS is one that the server's ready line names: http://host:port or unix:/path.
"""

import json
import sys

FOLDER, ADDRESS, SIZE, TEMPERATURE, SEED, SWEEPS = sys.argv[1:7]
sys.path.insert(0, FOLDER)

from objects_client import ObjectServerError, Session, Value, contracts, errors  # noqa: E402 - needs the folder named above

FOREVER = 2**31 - 1  # sweeps that nobody waits for


def failure_of(action, *arguments, **options):
    """How an action fails that must."""
    try:
        action(*arguments, **options)
    except ObjectServerError as failure:
        seen = {"status": failure.status.name}
        if failure.error is not None:
            seen["code"] = errors.ErrorCode.Name(failure.error.code)
            seen["message"] = failure.error.message
            seen["exception_type"] = failure.error.exception_type
            seen["remote_stack"] = failure.error.remote_stack
            seen["details"] = dict(failure.error.details)
            seen["candidates"] = list(failure.error.candidates)
        return seen
    raise AssertionError(f"{action.__name__} did not fail.")


def wait_until_gone(session, shared):
    """A call may use its object for a moment longer than its caller waits for it."""
    while any(info.reference.object == shared.reference.object for info in session.list()):
        pass


def create(session):
    # The seed is an unsigned integer, which Python has no type for.
    return session.create("replica", int(SIZE), float(TEMPERATURE), Value(unsigned=int(SEED)))


def describe(session):
    """The members of the type, each with the kinds of its parameters."""
    contract = session.describe("replica")
    return {
        "name": contract.name,
        "members": {
            member.signature: {
                "kind": contracts.MemberKind.Name(member.kind),
                "parameters": [contracts.ValueKind.Name(parameter.kind) for parameter in member.parameters],
                "optional": [parameter.name for parameter in member.parameters if parameter.optional],
                "result": contracts.ValueKind.Name(member.result_kind),
            }
            for member in contract.members
        },
    }


def main():
    seen = {}
    with Session(ADDRESS) as session:
        seen["lease_ms"] = session.opened.lease_ms
        seen["contract"] = describe(session)
        seen["objects_before"] = len(session.list())

        replica = create(session)
        seen["objects_with_one"] = len(session.list())

        # Progress and the cancellation token stand last, so they may be left out.
        replica.set("Temperature", 2 * float(TEMPERATURE))
        seen["temperature"] = replica.get("Temperature")
        seen["run_result"] = replica.invoke("RunAsync", int(SWEEPS))
        seen["energy"] = replica.get("Energy")
        seen["snapshot"] = replica.snapshot("Energy", "Temperature")
        seen["measured"] = replica.invoke("MeasureAsync", int(SWEEPS))

        # Errors that say what to do.
        seen["misspelt"] = failure_of(replica.invoke, "RunAsinc", 1)
        seen["misspelt_property"] = failure_of(replica.get, "Temprature")
        seen["wrong_kind"] = failure_of(replica.set, "Temperature", 3)
        seen["thrown"] = failure_of(replica.set, "Temperature", -1.0)

        # A replica runs one call at a time: it answers afterwards only because the calls before have ended.
        seen["timeout"] = failure_of(replica.invoke, "RunAsync", FOREVER, timeout_ms=50)
        seen["deadline"] = failure_of(replica.invoke, "RunAsync", FOREVER, timeout=0.5)
        seen["temperature_afterwards"] = replica.get("Temperature")

        # A reference given back, and one that goes with its session.
        replica.release()
        wait_until_gone(session, replica)
        seen["released"] = failure_of(replica.get, "Energy")
        seen["objects_after_release"] = len(session.list())
        create(session)

    with Session(ADDRESS) as other:
        seen["objects_after_close"] = len(other.list())

    json.dump(seen, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
