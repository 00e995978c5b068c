using System.Runtime.InteropServices;
using Google.Protobuf;

namespace ObjectServer.Benchmarks.Rivals.GrpcValues;

/// <summary>Arrays of numbers as a message has them: a copy each way, because whoever uses them has an array.</summary>
internal static class NumberBytes
{
    /// <summary>The bytes of an array.</summary>
    public static ByteString Of(double[] numbers) => ByteString.CopyFrom(MemoryMarshal.AsBytes(numbers.AsSpan()));

    /// <summary>The array of some bytes.</summary>
    public static double[] From(ByteString bytes) => MemoryMarshal.Cast<byte, double>(bytes.Span).ToArray();
}
