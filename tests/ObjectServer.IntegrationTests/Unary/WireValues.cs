using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>Values as a client without a library of ours makes them.</summary>
internal static class WireValues
{
    public static Value Missing { get; } = new() { Missing = true };

    public static Value Null { get; } = new() { Null = true };

    public static Value Integer(long value) => new() { Integer = value };

    public static Value Unsigned(ulong value) => new() { Unsigned = value };

    public static Value Real(double value) => new() { Real = value };

    public static Value Text(string value) => new() { Text = value };

    public static Value Binary(byte[] value) => new() { Binary = ByteString.CopyFrom(value) };

    public static Value Json(string value) => new() { Json = new Json { Utf8 = ByteString.CopyFromUtf8(value) } };

    public static Value Of(Reference value) => new() { Reference = value };
}
