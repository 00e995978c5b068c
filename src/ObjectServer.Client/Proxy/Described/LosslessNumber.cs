using System.Globalization;
using System.Numerics;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>Numbers that become another type of number, only where they stay the same number.</summary>
internal static class LosslessNumber
{
    /// <summary><paramref name="value"/> as a <paramref name="target"/>; null when it is no number, or would be another one.</summary>
    public static object? To(Type target, object value)
    {
        if (value is Enum constant) value = Convert.ChangeType(constant, Enum.GetUnderlyingType(constant.GetType()), CultureInfo.InvariantCulture);
        return Whole(value) is { } whole ? FromWhole(target, whole) : Floating(value) is { } real ? FromReal(target, real) : null;
    }

    /// <summary>How far a number is from being of the type: nothing for itself, most for one that changes from whole to floating.</summary>
    public static int Distance(Type target, object value) =>
        target.IsInstanceOfType(value) ? 0 : Whole(value) is null == IsFloating(target) ? 1 : 2;

    /// <summary>Whether it is a type of numbers.</summary>
    public static bool IsNumber(Type type) => IsFloating(type) || FromWhole(type, BigInteger.Zero) is not null;

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half) || type == typeof(decimal);

    private static BigInteger? Whole(object value) => value switch
    {
        sbyte number => number,
        short number => number,
        int number => number,
        long number => number,
        byte number => number,
        ushort number => number,
        uint number => number,
        ulong number => number,
        Int128 number => (BigInteger)number,
        UInt128 number => (BigInteger)number,
        BigInteger number => number,
        _ => null,
    };

    private static double? Floating(object value) => value switch
    {
        Half number => (double)number,
        float number => number,
        double number => number,
        _ => null,
    };

    private static object? FromReal(Type target, double real)
    {
        object converted = real;
        if (target == typeof(float)) converted = (float)real;
        else if (target == typeof(Half)) converted = (Half)real;
        else if (target != typeof(double)) return null;
        return Floating(converted)!.Value.Equals(real) ? converted : null;
    }

    private static object? FromWhole(Type target, BigInteger whole)
    {
        if (target == typeof(double) || target == typeof(float) || target == typeof(Half))
        {
            double real = (double)whole;
            return double.IsFinite(real) && new BigInteger(real) == whole ? FromReal(target, real) : null;
        }

        try
        {
            return FromWhole(Type.GetTypeCode(target), whole)
                ?? Wide(target, whole);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? Wide(Type target, BigInteger whole)
    {
        if (target == typeof(BigInteger)) return whole;
        if (target == typeof(Int128)) return Int128.CreateChecked(whole);
        return target == typeof(UInt128) ? UInt128.CreateChecked(whole) : null;
    }

    private static object? FromWhole(TypeCode target, BigInteger whole)
    {
        switch (target)
        {
            case TypeCode.SByte:
                return sbyte.CreateChecked(whole);
            case TypeCode.Int16:
                return short.CreateChecked(whole);
            case TypeCode.Int32:
                return int.CreateChecked(whole);
            case TypeCode.Int64:
                return long.CreateChecked(whole);
            case TypeCode.Byte:
                return byte.CreateChecked(whole);
            case TypeCode.UInt16:
                return ushort.CreateChecked(whole);
            case TypeCode.UInt32:
                return uint.CreateChecked(whole);
            case TypeCode.UInt64:
                return ulong.CreateChecked(whole);
            case TypeCode.Decimal:
                return decimal.CreateChecked(whole);
            default:
                return null;
        }
    }
}
