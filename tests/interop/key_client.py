"""Opens sessions of a server that asks for a key, and says so when all is as it should be.

Usage: key_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS

ADDRESS is http://host:port of a server with the type calculator and the keys "one" (without a name) and "two" (readers).
"""

import sys

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

from objects_client import ObjectServerError, Session, WrongServerError, errors  # noqa: E402 - needs the folder named above


def refusal(**key):
    """The code of the error that opening a session must end with."""
    try:
        Session(ADDRESS, **key)
    except ObjectServerError as failure:
        return errors.ErrorCode.Name(failure.error.code)
    raise SystemExit(f"a session was opened with {key}")


for key in ({"key": "one"}, {"key": "two", "key_name": "readers"}):
    with Session(ADDRESS, **key) as session:
        if session.create("calculator").invoke("Add(System.Int32,System.Int32):System.Int32", 3, 4) != 7:
            raise SystemExit("3 + 4 is not 7")

for key in ({}, {"key": "two"}, {"key": "one", "key_name": "readers"}, {"key": "three", "key_name": "nobody"}):
    if refusal(**key) != "ERROR_CODE_AUTHENTICATION_FAILED":
        raise SystemExit(f"{key} was refused for another reason")

# An answer that anybody could have given.
forged = Session.__new__(Session)
forged.request = lambda name, message, reply: reply(token="token", challenge=b"c" * 56, server=b"s" * 16)
try:
    forged.open("python", "one", "")
except WrongServerError:
    print("all as it should be")
