using System.Globalization;
using System.Numerics;
using ObjectServer.Values.Arrays;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>The types that every side takes as type arguments of generic methods, and how a call names a type argument.</summary>
internal static class TypeArgumentNames
{
    private static readonly Type[] Scalars =
    [
        typeof(bool), typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(byte), typeof(ushort), typeof(uint), typeof(ulong),
        typeof(char), typeof(float), typeof(double), typeof(Half), typeof(string), typeof(Guid), typeof(decimal), typeof(BigInteger),
        typeof(Int128), typeof(UInt128), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
    ];

    /// <summary>
    /// The scalars of docs/values.md; their nullable forms; vectors of them; of those that arrays of numbers are made of also arrays of two
    /// dimensions, <see cref="Memory{T}"/> and <see cref="ReadOnlyMemory{T}"/>. Each is named as <see cref="TypeNames"/> writes it.
    /// </summary>
    public static IReadOnlyList<Type> Fixed { get; } = [.. Scalars.SelectMany(Forms)];

    /// <summary>How a call names a contract of that fingerprint.</summary>
    public static string Of(ulong fingerprint) => fingerprint.ToString("x16", CultureInfo.InvariantCulture);

    private static IEnumerable<Type> Forms(Type scalar)
    {
        yield return scalar;
        yield return scalar.MakeArrayType();
        if (scalar.IsValueType) yield return typeof(Nullable<>).MakeGenericType(scalar);
        if (ElementTypes.Of(scalar) == ElementType.Unspecified) yield break;
        yield return scalar.MakeArrayType(2);
        yield return typeof(Memory<>).MakeGenericType(scalar);
        yield return typeof(ReadOnlyMemory<>).MakeGenericType(scalar);
    }
}
