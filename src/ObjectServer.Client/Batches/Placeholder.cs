using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectServer.Client.Batches;

/// <summary>
/// What a call that is only noted returns. It is hardly ever a value of the program's own, so that one can see whether a lambda returns what the
/// call returned or has made something else of it.
/// </summary>
/// <typeparam name="T">The result's type.</typeparam>
internal static class Placeholder<T>
{
    // Finite as a number of any type, and not what twice it, or one more, is.
    private const byte Fill = 0x5A;
    private const double Number = 0.676_470_588_235_294;

    private static readonly T? Plain = Make();

    /// <summary>A placeholder. Of a string or an array, a new one each time.</summary>
    public static T? Next() => typeof(T) == typeof(string)
        ? (T)(object)new string('?', 1)
        : typeof(T).IsSZArray ? (T)(object)Array.CreateInstance(typeof(T).GetElementType()!, 0) : Plain;

    /// <summary>Whether a lambda has returned the very placeholder that it was given.</summary>
    public static bool Is(T? returned, T? given)
    {
        if (!typeof(T).IsValueType) return ReferenceEquals(returned, given);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) return EqualityComparer<T>.Default.Equals(returned, given);
        return Bytes(ref returned).SequenceEqual(Bytes(ref given));
    }

    private static T? Make()
    {
        if (typeof(T) == typeof(double)) return (T)(object)Number;
        if (typeof(T) == typeof(float)) return (T)(object)(float)Number;
        if (typeof(T) == typeof(Half)) return (T)(object)(Half)Number;
        if (typeof(T) == typeof(decimal)) return (T)(object)(decimal)Number;
        if (typeof(T) == typeof(bool) || !(typeof(T).IsPrimitive || typeof(T).IsEnum)) return default;
        T? value = default;
        Bytes(ref value).Fill(Fill);
        return value;
    }

    private static Span<byte> Bytes(ref T? value) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref value!), Unsafe.SizeOf<T>());
}
