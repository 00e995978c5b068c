"""Sends a value of every kind to the echo of the integration tests and gets it back.

Usage: values_client.py FOLDER-OF-GENERATED-MESSAGES ADDRESS
"""

import datetime
import decimal
import math
import struct
import sys
import unittest
import uuid

FOLDER, ADDRESS = sys.argv[1:3]
sys.path.insert(0, FOLDER)

import grpc  # noqa: E402 - what follows needs the folder named above
from google.protobuf.duration_pb2 import Duration  # noqa: E402
from objects_client import (  # noqa: E402
    CHANNEL_OPTIONS,
    DEADLINE,
    SERVICE,
    TOKEN_HEADER,
    ObjectServerError,
    Session,
    Value,
    contracts,
    errors,
    from_numbers,
    objects,
    to_json,
    to_numbers,
    values,
)

TICKS_PER_SECOND = 10_000_000


def ticks(moment):
    """Ticks of 100 nanoseconds since the year 1."""
    since = moment.replace(tzinfo=None) - datetime.datetime(1, 1, 1)
    return (since.days * 86400 + since.seconds) * TICKS_PER_SECOND + since.microseconds * 10


class ValuesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = Session(ADDRESS)
        cls.echo = cls.session.create("echo")

    @classmethod
    def tearDownClass(cls):
        cls.session.close()

    def fails(self, status, code, action, *arguments):
        with self.assertRaises(ObjectServerError) as failure:
            action(*arguments)
        self.assertEqual((status, code), (failure.exception.status, failure.exception.error.code))
        return failure.exception.error

    def test_kinds_that_python_has(self):
        for member, value in (
            ("Boolean", True),
            ("SByte", -128),
            ("Int16", -(2**15)),
            ("Int32", -(2**31)),
            ("Int64", -(2**63)),
            ("Colour", 7),  # an enum over a signed integer
            ("Double", -0.1),
            ("Half", 0.5),
            ("Text", "hé 漢 🜂"),
            ("Text", None),
            ("Bytes", b"\x00\xff"),
            ("Bytes", None),
            ("Nullable", 5),
            ("Nullable", None),
        ):
            with self.subTest(member=member, value=value):
                self.assertEqual(value, self.echo.invoke(member, value))
        self.assertTrue(math.isnan(self.echo.invoke("Double", math.nan)))

    def test_kinds_that_are_given(self):
        for member, value, expected in (
            ("Byte", Value(unsigned=255), 255),
            ("UInt64", Value(unsigned=2**64 - 1), 2**64 - 1),
            ("Char", Value(unsigned=ord("é")), 0xE9),
            ("Single", Value(single=1.5), 1.5),
        ):
            with self.subTest(member=member):
                self.assertEqual(expected, self.echo.invoke(member, value))

    def test_bytes_with_a_meaning(self):
        some_id = uuid.UUID("00112233-4455-6677-8899-aabbccddeeff")
        self.assertEqual(some_id, uuid.UUID(bytes=self.echo.invoke("Guid", some_id.bytes)))

        big = -(10**30)
        shortest = big.to_bytes(big.bit_length() // 8 + 1, "little", signed=True)
        self.assertEqual(big, int.from_bytes(self.echo.invoke("BigInteger", shortest), "little", signed=True))

        # -1.50: the number 150 in three words, then its scale and sign.
        words = struct.pack("<IIII", 150, 0, 0, 2 << 16 | 1 << 31)
        low, middle, high, flags = struct.unpack("<IIII", self.echo.invoke("Decimal", words))
        digits = low | middle << 32 | high << 64
        number = decimal.Decimal(digits).scaleb(-(flags >> 16 & 0xFF)).copy_sign(-1 if flags >> 31 else 1)
        self.assertEqual("-1.50", str(number))

    def test_numbers_out_of_range(self):
        refused = (grpc.StatusCode.INVALID_ARGUMENT, errors.ERROR_CODE_ARGUMENT_ENCODING)
        self.fails(*refused, self.echo.invoke, "SByte", 128)
        self.fails(*refused, self.echo.invoke, "Byte", 1)
        self.fails(*refused, self.echo.invoke, "Int32", None)

    def test_times(self):
        moment = datetime.datetime(2030, 5, 17, 12, 30, 15, 250_000)
        for member, time in (
            ("DateTime", values.Time(ticks=ticks(moment), kind=1)),
            ("DateTimeOffset", values.Time(ticks=ticks(moment), offset_minutes=120)),
            ("TimeSpan", values.Time(ticks=-90 * TICKS_PER_SECOND)),
        ):
            with self.subTest(member=member):
                self.assertEqual(time, self.echo.invoke(member, Value(time=time)))

    def test_arrays_of_numbers(self):
        for member, element_type, elements, *lengths in (
            ("Doubles", values.ELEMENT_TYPE_DOUBLE, [1.5, -2.5, math.inf]),
            ("Doubles", values.ELEMENT_TYPE_DOUBLE, []),
            ("DoublesAsync", values.ELEMENT_TYPE_DOUBLE, [float(i) for i in range(1_000_000)]),
            ("Memory", values.ELEMENT_TYPE_SINGLE, [0.5, 0.25]),
        ):
            with self.subTest(member=member, elements=len(elements)):
                self.assertTrue(elements == self.echo.invoke(member, to_numbers(element_type, elements)))

        grid = to_numbers(values.ELEMENT_TYPE_INT32, [1, 2, 3, 4, 5, 6], 2, 3)
        self.assertEqual([[1, 2, 3], [4, 5, 6]], self.echo.invoke("Grid", grid))
        self.assertEqual([[[1], [2]], [[3], [4]]], from_numbers(to_numbers(values.ELEMENT_TYPE_BYTE, [1, 2, 3, 4], 2, 2, 1).numbers))

    def test_json(self):
        points = [{"X": 1.5, "Y": 2, "Name": None}, {"X": "NaN", "Y": -1, "Name": "b"}]
        self.assertEqual(points, self.echo.invoke("Points", to_json(points)))
        self.assertEqual({"Item1": 3, "Item2": "c"}, self.echo.invoke("Tuple", to_json({"Item1": 3, "Item2": "c"})))

    def test_protobuf_message(self):
        sent = Duration(seconds=90, nanos=5)
        self.assertEqual(sent, Duration.FromString(self.echo.invoke("Message", Value(message=sent.SerializeToString()))))

    def test_references(self):
        parent = self.session.create("calculator", "parent", 3)
        child = parent.invoke("Child", "child")
        child.set("Memory", 4)
        self.assertEqual(7, parent.invoke("SumWith", child))
        self.assertEqual(child.reference, parent.invoke("FindChildAsync", "child").reference)
        self.assertIsNone(parent.invoke("FindChildAsync", "nobody"))

        # As an argument a reference is whole: the id alone says nothing of the server.
        bare = Value(reference=values.Reference(object=child.reference.object))
        self.fails(grpc.StatusCode.NOT_FOUND, errors.ERROR_CODE_OBJECT_GONE, parent.invoke, "SumWith", bare)

    def test_references_within_json(self):
        owner = self.session.create("calculator")
        shape = to_json({"Title": "t", "Points": [], "Tags": {}, "Owner": {"$ref": 0}})
        shape.json.references.append(owner.reference)
        request = objects.InvokeRequest(object=self.echo.reference.object, member="Record", arguments=[shape])
        reply = self.session.request("Invoke", request, objects.InvokeReply)
        self.assertEqual([owner.reference], list(reply.result.json.references))
        self.assertIn(b'"Owner":{"$ref":0}', reply.result.json.utf8)

    def test_indexer(self):
        calculator = self.session.create("calculator")
        calculator.set("Item", 2.5, "x")
        self.assertEqual(2.5, calculator.get("Item", "x"))

    def test_overloads(self):
        calculator = self.session.create("calculator")
        add = "Add(System.Double,System.Double):System.Double"
        self.assertEqual(3.5, calculator.invoke(add, 1.5, 2.0))
        ids = {member.signature: member.id for member in self.session.describe("calculator").members}
        request = objects.InvokeRequest(object=calculator.reference.object, member_id=ids[add], arguments=[Value(real=1), Value(real=2)])
        self.assertEqual(3, self.session.request("Invoke", request, objects.InvokeReply).result.real)
        error = self.fails(grpc.StatusCode.INVALID_ARGUMENT, errors.ERROR_CODE_INVALID_REQUEST, calculator.invoke, "Add", 1.5, 2.0)
        self.assertIn(add, error.message)

    def test_optional_parameters(self):
        calculator = self.session.create("calculator")
        self.assertEqual(12, calculator.invoke("Scale", 4))
        self.assertEqual(12, calculator.invoke("Scale", 4, Value(missing=True)))
        self.assertEqual(3, calculator.invoke("CountAsync", 3, Value(missing=True), Value(missing=True)))
        self.fails(grpc.StatusCode.INVALID_ARGUMENT, errors.ERROR_CODE_ARGUMENT_ENCODING, calculator.invoke, "Twice")

    def test_constructor_arguments(self):
        # Numbers may be of any kind that loses nothing.
        calculator = self.session.create("calculator", "desk", Value(unsigned=5))
        self.assertEqual(5, calculator.get("Memory"))
        self.assertEqual(0, self.session.create("calculator").get("Memory"))
        refused = (grpc.StatusCode.INVALID_ARGUMENT, errors.ERROR_CODE_INVOCATION)
        error = self.fails(*refused, self.session.create, "calculator", "desk", 2.5)
        self.assertEqual("System.ArgumentException", error.exception_type)
        self.fails(*refused, self.session.create, "calculator", Value(missing=True), 5)

    def test_names(self):
        first = self.session.create("calculator", name="desk")
        self.fails(grpc.StatusCode.ALREADY_EXISTS, errors.ERROR_CODE_ALREADY_EXISTS, lambda: self.session.create("calculator", name="desk"))
        self.assertEqual(first.reference, self.session.create("calculator", name="desk", get_or_create=True).reference)
        self.assertEqual(first.reference, self.session.get("desk").reference)
        listed, = self.session.list("des")
        self.assertEqual(("desk", "calculator", 3), (listed.name, listed.type, listed.references))

        # A name keeps its object, also when nobody holds it any more.
        for _ in range(3):
            first.release()
        self.assertEqual(0, first.get("Memory"))
        self.session.delete("desk")
        self.fails(grpc.StatusCode.NOT_FOUND, errors.ERROR_CODE_OBJECT_NOT_FOUND, self.session.get, "desk")

    def test_kinds_of_the_contract(self):
        members = {member.name: member for member in self.session.describe("echo").members}
        for name, kind in (
            ("UInt16", contracts.VALUE_KIND_UNSIGNED),
            ("Single", contracts.VALUE_KIND_SINGLE),
            ("Guid", contracts.VALUE_KIND_BINARY),
            ("Grid", contracts.VALUE_KIND_NUMBERS),
            ("DateTime", contracts.VALUE_KIND_TIME),
            ("Record", contracts.VALUE_KIND_JSON),
            ("Message", contracts.VALUE_KIND_MESSAGE),
        ):
            with self.subTest(name=name):
                self.assertEqual((kind, kind), (members[name].parameters[0].kind, members[name].result_kind))


class SessionTest(unittest.TestCase):
    def test_a_session_that_has_ended_is_unknown(self):
        session = Session(ADDRESS)
        session.request("Close", objects.CloseRequest(), objects.CloseReply)
        with self.assertRaises(ObjectServerError) as failure:
            session.close()
        self.assertEqual(
            (grpc.StatusCode.UNAUTHENTICATED, errors.ERROR_CODE_AUTHENTICATION_FAILED),
            (failure.exception.status, failure.exception.error.code))

    def test_a_session_goes_on_over_another_connection(self):
        with Session(ADDRESS) as session:
            held = session.create("calculator", "kept", 5)
            channel = grpc.insecure_channel(ADDRESS.removeprefix("http://"), options=CHANNEL_OPTIONS)
            method = channel.unary_unary(
                SERVICE + "GetProperty", objects.PropertyRequest.SerializeToString, objects.InvokeReply.FromString)
            request = objects.PropertyRequest(object=held.reference.object, property="Memory")
            reply = method(request, metadata=[(TOKEN_HEADER, session.opened.token)], timeout=DEADLINE)
            self.assertEqual(5, reply.result.integer)
            channel.close()

    def test_a_server_that_is_not_there(self):
        with self.assertRaises(ObjectServerError) as failure:
            Session("unix:/nowhere/server.sock")
        self.assertEqual((grpc.StatusCode.UNAVAILABLE, None), (failure.exception.status, failure.exception.error))

    def test_references_count(self):
        with Session(ADDRESS) as session:
            parent = session.create("calculator")
            child = parent.invoke("Child", "child")
            again = parent.invoke("Child", "child")
            self.assertEqual(child.reference, again.reference)
            self.assertEqual(2, next(info.references for info in session.list() if info.reference == child.reference))
            again.release()
            self.assertEqual("child", child.get("Label"))

    def test_a_listed_object_may_be_called_and_is_not_held(self):
        with Session(ADDRESS) as holder, Session(ADDRESS) as other:
            held = holder.create("calculator")
            listed = next(info for info in other.list() if info.reference.object == held.reference.object)
            self.assertEqual(1, listed.references)
            request = objects.PropertyRequest(object=listed.reference.object, property="Memory")
            self.assertEqual(0, other.request("GetProperty", request, objects.InvokeReply).result.integer)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
