using System.Diagnostics.CodeAnalysis;
using ObjectServer.Contract;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Values;

/// <summary>The errors of values, apart from the paths that do not meet them.</summary>
internal static class Fault
{
    /// <summary>The bytes are not what the protocol describes.</summary>
    public static ArgumentEncodingException Malformed(string what) => new($"The value cannot be read: {what}.");

    /// <summary>A value was read that its declared type does not have.</summary>
    public static ArgumentEncodingException OutOfRange<T>(object found) =>
        new($"The value {found} cannot be read as {TypeNames.Of(typeof(T))}: it is out of range.");

    [DoesNotReturn]
    public static void Throw(string what) => throw Malformed(what);

    [DoesNotReturn]
    public static void ThrowKind(Kind expected, Kind found) =>
        throw new ArgumentEncodingException($"Expected a value of kind {Name(expected)}, found {Name(found)}.");

    [DoesNotReturn]
    public static void ThrowEnd() =>
        throw new ArgumentEncodingException("Expected another value, found the end: fewer values arrived than the contract has.");

    [DoesNotReturn]
    public static void ThrowLimit(ValueLimit limit, long requested, string what) =>
        throw new LimitExceededException(limit.OptionName, limit.MaxBytes, requested, what);

    private static string Name(Kind kind) => kind == Kind.None ? "null" : kind.ToString().ToLowerInvariant();
}
