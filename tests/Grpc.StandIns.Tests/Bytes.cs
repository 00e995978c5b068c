using Google.Protobuf;

namespace Grpc.StandIns.Tests;

/// <summary>Payloads.</summary>
internal static class Bytes
{
    public static ByteString Of(params byte[] bytes) => ByteString.CopyFrom(bytes);

    /// <summary>Bytes that look random and are the same in every run.</summary>
    public static ByteString Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(4711).NextBytes(bytes);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    public static ByteString Zeros(int length) => UnsafeByteOperations.UnsafeWrap(new byte[length]);
}
