"""Calls the echo service of tests/Grpc.StandIns.Tests/echo.proto with Python's gRPC.

Usage: echo_client.py FOLDER-OF-GENERATED-MESSAGES TARGET NAME

NAME begins the names of the meetings that the test has opened on the server. There are no generated stubs: a method is its path and
the two functions that turn its messages into bytes and back.
"""

import sys
import unittest

import grpc

FOLDER, TARGET, NAME = sys.argv[1:4]
sys.path.insert(0, FOLDER)

import echo_pb2 as echo  # noqa: E402 - generated into the folder named above

LIMIT = 32 * 1024 * 1024
GUARD = 60  # seconds; bounds every wait
OPTIONS = [
    ("grpc.max_receive_message_length", LIMIT),
    ("grpc.max_send_message_length", LIMIT),
    ("grpc.enable_http_proxy", 0),
]


def method(kind, name):
    return kind(
        "/grpcstandins.v1.Echo/" + name,
        request_serializer=echo.EchoRequest.SerializeToString,
        response_deserializer=echo.EchoReply.FromString,
    )


class EchoTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.channel = grpc.insecure_channel(TARGET, options=OPTIONS)
        cls.unary = staticmethod(method(cls.channel.unary_unary, "Unary"))
        cls.collect = staticmethod(method(cls.channel.stream_unary, "Collect"))
        cls.repeat = staticmethod(method(cls.channel.unary_stream, "Repeat"))
        cls.converse = staticmethod(method(cls.channel.stream_stream, "Converse"))

    @classmethod
    def tearDownClass(cls):
        cls.channel.close()

    def test_unary(self):
        reply, call = self.unary.with_call(echo.EchoRequest(text="hé", payload=b"\x00\x01"), timeout=GUARD)

        self.assertEqual(("hé", b"\x00\x01"), (reply.text, reply.payload))
        self.assertEqual(grpc.StatusCode.OK, call.code())
        self.assertGreater(reply.served.deadline, 0)

    def test_client_stream(self):
        reply = self.collect((echo.EchoRequest(text="x") for _ in range(300)), timeout=GUARD)

        self.assertEqual((300, "x" * 300), (reply.index, reply.text))

    def test_server_stream(self):
        replies = self.repeat(echo.EchoRequest(count=500), timeout=GUARD)

        self.assertEqual(list(range(500)), [reply.index for reply in replies])

    def test_duplex_stream(self):
        texts = ["m%d" % i for i in range(300)]

        replies = self.converse((echo.EchoRequest(text=text) for text in texts), timeout=GUARD)

        self.assertEqual(texts, [reply.text for reply in replies])

    def test_metadata(self):
        everything = bytes(range(256))
        sent = (("x-text", "a, b"), ("x-all-bin", everything), ("x-twice", "1"), ("x-twice", "2"))

        reply, call = self.unary.with_call(echo.EchoRequest(echo_headers=True), metadata=sent, timeout=GUARD)

        seen = {header.key: header for header in reply.served.headers}
        self.assertEqual(everything, seen["x-all-bin"].bytes)
        for received in (dict(call.initial_metadata()), dict(call.trailing_metadata())):
            self.assertEqual("a, b", received["x-text"])
            self.assertEqual("1,2", received["x-twice"])
            self.assertEqual(everything, received["x-all-bin"])

    def test_status(self):
        for code in grpc.StatusCode:
            if code is grpc.StatusCode.OK:
                continue
            with self.subTest(code=code):
                detail = "100 % ünï\n漢"
                request = echo.EchoRequest(ending=echo.ENDING_THROW_STATUS, code=code.value[0], detail=detail)

                with self.assertRaises(grpc.RpcError) as failure:
                    self.unary(request, timeout=GUARD)

                self.assertEqual((code, detail), (failure.exception.code(), failure.exception.details()))
                trailers = dict(failure.exception.trailing_metadata())
                self.assertEqual(("because", b"\x09\x00\xff"), (trailers["x-why"], trailers["x-why-bin"]))

    def test_status_after_responses(self):
        request = echo.EchoRequest(count=5, ending=echo.ENDING_THROW_STATUS, code=10, detail="late")
        received = []

        with self.assertRaises(grpc.RpcError) as failure:
            for reply in self.repeat(request, timeout=GUARD):
                received.append(reply.index)

        self.assertEqual(list(range(5)), received)
        self.assertEqual((grpc.StatusCode.ABORTED, "late"), (failure.exception.code(), failure.exception.details()))

    def test_deadline(self):
        # One reply comes first, so that the handler is known to wait when the deadline passes.
        replies = self.repeat(echo.EchoRequest(count=1, meet=NAME + " deadline"), timeout=2)
        next(replies)

        with self.assertRaises(grpc.RpcError) as failure:
            next(replies)

        self.assertEqual(grpc.StatusCode.DEADLINE_EXCEEDED, failure.exception.code())

    def test_cancellation(self):
        replies = self.repeat(echo.EchoRequest(count=1, meet=NAME + " cancel"), timeout=GUARD)
        next(replies)

        replies.cancel()

        self.assertEqual(grpc.StatusCode.CANCELLED, replies.code())

    def test_unimplemented(self):
        with self.assertRaises(grpc.RpcError) as failure:
            method(self.channel.unary_unary, "Nothing")(echo.EchoRequest(), timeout=GUARD)

        self.assertEqual(grpc.StatusCode.UNIMPLEMENTED, failure.exception.code())

    def test_compression(self):
        for compression, name in ((grpc.Compression.Gzip, "gzip"), (grpc.Compression.Deflate, "deflate")):
            with self.subTest(name=name):
                request = echo.EchoRequest(payload=bytes(1 << 20))

                reply = self.unary(request, compression=compression, timeout=GUARD)

                self.assertEqual((name, request.payload), (reply.served.encoding, reply.payload))

    def test_sixteen_megabytes(self):
        payload = bytes(range(256)) * (16 * 4096)

        reply = self.unary(echo.EchoRequest(payload=payload), timeout=GUARD)

        self.assertEqual(16 * 1024 * 1024, len(reply.payload))
        self.assertTrue(payload == reply.payload)

    def test_concurrent_streams(self):
        calls = [self.unary.future(echo.EchoRequest(text=str(i)), timeout=GUARD) for i in range(300)]

        self.assertEqual([str(i) for i in range(300)], [call.result().text for call in calls])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
