"""A client of the unary service in plain Python: what docs/other-languages.md describes, in one file to begin from.

It needs gRPC, protobuf, and the messages that protoc generates, in a folder of sys.path:

    protoc --proto_path=protos --python_out=FOLDER protos/objectserver/v1/*.proto

There are no generated stubs: a method is its path and the two functions that turn its messages into bytes and back.
"""

import hashlib
import hmac
import json
import secrets
import struct

import grpc
from objectserver.v1 import contracts_pb2 as contracts
from objectserver.v1 import errors_pb2 as errors
from objectserver.v1 import objects_pb2 as objects
from objectserver.v1 import values_pb2 as values

Value = values.Value
SERVICE = "/objectserver.v1.Objects/"
TOKEN_HEADER = "objectserver-session"
ERROR_TRAILER = "objectserver-error-bin"
DEADLINE = 60  # seconds, for calls that name no other

CHANNEL_OPTIONS = [
    ("grpc.max_receive_message_length", -1),  # otherwise a result over 4 MiB is refused here
    ("grpc.max_send_message_length", -1),
    ("grpc.enable_http_proxy", 0),  # the server is on this machine
]

# How struct writes one element of each type.
ELEMENT_CODES = {
    values.ELEMENT_TYPE_BYTE: "B",
    values.ELEMENT_TYPE_SBYTE: "b",
    values.ELEMENT_TYPE_INT16: "h",
    values.ELEMENT_TYPE_UINT16: "H",
    values.ELEMENT_TYPE_INT32: "i",
    values.ELEMENT_TYPE_UINT32: "I",
    values.ELEMENT_TYPE_INT64: "q",
    values.ELEMENT_TYPE_UINT64: "Q",
    values.ELEMENT_TYPE_HALF: "e",
    values.ELEMENT_TYPE_SINGLE: "f",
    values.ELEMENT_TYPE_DOUBLE: "d",
    values.ELEMENT_TYPE_BOOLEAN: "?",
    values.ELEMENT_TYPE_CHAR: "H",
}


class ObjectServerError(Exception):
    """A request failed. `status` is gRPC's; `error` is what the server says of it, None where gRPC itself failed."""

    def __init__(self, failure):
        super().__init__(f"{failure.code().name}: {failure.details()}")
        self.status = failure.code()
        trailers = dict(failure.trailing_metadata() or ())
        self.error = errors.Error.FromString(trailers[ERROR_TRAILER]) if ERROR_TRAILER in trailers else None


class WrongServerError(Exception):
    """What answers could not prove that it knows the key: it is not the server that is meant."""


def proof_of(key, role, request, reply):
    """What one side of Open sends to prove that it knows the key; session.proto has the formula."""
    context = reply.server + struct.pack(">Q", reply.generation) + request.key_name.encode()
    parts = (f"objectserver 1 open {role}".encode(), request.nonce, reply.challenge, context)
    message = b"".join(struct.pack(">I", len(part)) + part for part in parts)
    return hmac.new(key.encode(), message, hashlib.sha256).digest()


class Session:
    """One conversation with a server. It holds the objects it was given until they are released or it is closed."""

    def __init__(self, address, client_name="python", key=None, key_name=""):
        # "http://host:port" as the server writes it is "host:port" to gRPC; "unix:/path" is the same to both.
        self._channel = grpc.insecure_channel(address.removeprefix("http://"), options=CHANNEL_OPTIONS)
        self._metadata = ()
        try:
            self.opened = self.open(client_name, key, key_name)
        except (ObjectServerError, WrongServerError):
            self._channel.close()
            raise
        self._metadata = ((TOKEN_HEADER, self.opened.token),)

    def open(self, client_name, key, key_name):
        """Opens the session: in two steps with a key, which both sides prove to each other and neither sends."""
        request = objects.OpenRequest(protocol=1, client_name=client_name)
        if key is None:
            return self.request("Open", request, objects.OpenReply)
        request.nonce, request.key_name = secrets.token_bytes(32), key_name
        first = self.request("Open", request, objects.OpenReply)
        if not first.challenge:
            raise WrongServerError("the server asks for no key, so it is another one, or was started without its key")
        request.challenge, request.proof = first.challenge, proof_of(key, "client", request, first)
        second = self.request("Open", request, objects.OpenReply)
        if not hmac.compare_digest(second.proof, proof_of(key, "server", request, first)):
            raise WrongServerError("what answers does not know the key")
        return second

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def request(self, name, message, reply_type, timeout=DEADLINE):
        """Makes one request; fails with ObjectServerError."""
        rpc = self._channel.unary_unary(
            SERVICE + name,
            request_serializer=type(message).SerializeToString,
            response_deserializer=reply_type.FromString,
        )
        try:
            return rpc(message, metadata=self._metadata, timeout=timeout)
        except grpc.RpcError as failure:
            raise ObjectServerError(failure) from None

    def create(self, type_name, *arguments, name="", get_or_create=False):
        """A new object of a type, by the constructor that takes the arguments."""
        message = objects.CreateRequest(
            type=type_name, name=name, arguments=map(to_value, arguments), get_or_create=get_or_create)
        return SharedObject(self, self.request("Create", message, objects.ObjectReply).reference)

    def get(self, name):
        """The object of a name."""
        return SharedObject(self, self.request("Get", objects.GetRequest(name=name), objects.ObjectReply).reference)

    def delete(self, name):
        """Takes the object of a name away, whoever holds it."""
        self.request("Delete", objects.DeleteRequest(name=name), objects.DeleteReply)

    def list(self, prefix=""):
        """What is known of all objects, or of those whose names begin so."""
        return self.request("List", objects.ListRequest(name_prefix=prefix), objects.ListReply).objects

    def describe(self, type_name):
        """The contract of a type: its members, and the kinds of their parameters and results."""
        return self.request("Describe", objects.DescribeRequest(type=type_name), contracts.ContractDescription)

    def close(self):
        """Ends the session and gives back what it holds."""
        try:
            self.request("Close", objects.CloseRequest(), objects.CloseReply)
        finally:
            self._channel.close()


class SharedObject:
    """A reference that a session holds to an object in the server."""

    def __init__(self, session, reference):
        self._session = session
        self.reference = reference

    def get(self, property_name, *index):
        """Reads a property; of an indexer, which is called Item, the element of these keys."""
        message = objects.PropertyRequest(object=self.reference.object, property=property_name, index=map(to_value, index))
        return self._result(self._session.request("GetProperty", message, objects.InvokeReply))

    def set(self, property_name, value, *index):
        """Writes a property."""
        message = objects.PropertyRequest(
            object=self.reference.object, property=property_name, index=map(to_value, index), value=to_value(value))
        self._session.request("SetProperty", message, objects.InvokeReply)

    def snapshot(self, *properties):
        """The values of these properties, or of all that there are, by name; nobody changes a serialized object in between."""
        message = objects.SnapshotRequest(object=self.reference.object, properties=properties)
        reply = self._session.request("Snapshot", message, objects.SnapshotReply)
        return {one.name: from_value(self._session, one.value) for one in reply.properties}

    def invoke(self, member, *arguments, timeout=DEADLINE, timeout_ms=0):
        """Calls a method. gRPC watches `timeout`, in seconds; the server watches `timeout_ms`."""
        message = objects.InvokeRequest(
            object=self.reference.object, member=member, arguments=map(to_value, arguments), timeout_ms=timeout_ms)
        return self._result(self._session.request("Invoke", message, objects.InvokeReply, timeout))

    def iterate(self, member, *arguments):
        """Iterates what a member that returns a sequence gives, as it is asked for. Leaving early ends it in the server, too."""
        message = objects.InvokeRequest(object=self.reference.object, member=member, arguments=map(to_value, arguments))
        block = self._session.request("Invoke", message, objects.InvokeReply)
        rest = self._result(block) if block.goes_on else None
        try:
            while True:
                for item in block.items:
                    yield from_value(self._session, item)
                if not block.goes_on:
                    return
                message = objects.InvokeRequest(object=rest.reference.object, member="TakeAsync")
                block = self._session.request("Invoke", message, objects.InvokeReply, timeout=None)
        finally:
            if rest is not None:
                if block.goes_on:
                    rest.invoke("CloseAsync")
                rest.release()

    def release(self):
        """Gives the reference back."""
        self._session.request("Release", objects.ReleaseRequest(objects=[self.reference.object]), objects.ReleaseReply)

    def _result(self, reply):
        return from_value(self._session, reply.result)


def to_value(given):
    """A Python object as a Value. The member's declared type decides which kind it takes, and Describe names it: an int goes as a
    signed integer and a float as a double, so that for other types a Value is given."""
    if isinstance(given, Value):
        return given
    if given is None:
        return Value(null=True)
    if isinstance(given, SharedObject):
        return Value(reference=given.reference)
    for kind, python_type in (("boolean", bool), ("integer", int), ("real", float), ("text", str), ("binary", bytes)):
        if isinstance(given, python_type):
            return Value(**{kind: given})
    raise TypeError(f"{type(given).__name__} has no kind of its own: give a Value.")


def from_value(session, value):
    """A Value as a Python object. What Python has no type for stays what the protocol has: a Time, the bytes of a message."""
    kind = value.WhichOneof("kind")
    if kind in (None, "null"):
        return None
    content = getattr(value, kind)
    if kind == "numbers":
        return from_numbers(content)
    if kind == "json":
        return json.loads(content.utf8)
    if kind == "reference":
        return SharedObject(session, content)
    return content


def to_numbers(element_type, elements, *lengths):
    """An array of numbers as a Value: its elements row by row, and its lengths unless it has one dimension."""
    data = struct.pack(f"<{len(elements)}{ELEMENT_CODES[element_type]}", *elements)
    return Value(numbers=values.NumberArray(type=element_type, lengths=lengths or [len(elements)], data=data))


def from_numbers(array):
    """An array of numbers as a list, with lists in it for every further dimension."""
    elements = [element for element, in struct.iter_unpack("<" + ELEMENT_CODES[array.type], array.data)]
    for length in reversed(array.lengths[1:]):
        elements = [elements[start:start + length] for start in range(0, len(elements), length)]
    return elements


def to_json(content):
    """What travels as JSON."""
    return Value(json=values.Json(utf8=json.dumps(content).encode()))
