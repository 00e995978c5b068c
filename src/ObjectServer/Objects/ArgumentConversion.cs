using System.Reflection;
using ObjectServer.Values;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Objects;

/// <summary>
/// Reads a constructor argument as a parameter's type, also where a number arrived as another kind of number and loses nothing by
/// becoming the parameter's: 32 for a double, 7 for an unsigned integer, 2.5f for a double.
/// </summary>
internal static class ArgumentConversion
{
    /// <summary>Reads the next item. <paramref name="widened"/> is counted up when it came as another kind.</summary>
    public static bool TryRead(ValueReader reader, ParameterInfo parameter, ValueCodec codec, out object? value, ref int widened, out string reason)
    {
        value = null;
        reason = "";
        Kind kind = reader.PeekKind();
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (kind is Kind.None or Kind.Null && !AllowsNull(parameter))
        {
            reason = $"{parameter.Name} ({parameter.ParameterType.Name}) cannot be null";
            return false;
        }

        try
        {
            if (kind is Kind.Integer or Kind.Unsigned or Kind.Single && IsOtherNumber(kind, type))
            {
                widened++;
                value = Widen(reader, kind, type);
                if (value is null) reason = $"{parameter.Name} ({parameter.ParameterType.Name}) cannot hold the number given";
                return value is not null;
            }

            value = codec.ReadBoxed(reader);
            return true;
        }
        catch (ObjectServerException e) when (e is ArgumentEncodingException or LimitExceededException)
        {
            reason = $"{parameter.Name} ({parameter.ParameterType.Name}): {e.Message}";
            return false;
        }
    }

    private static bool AllowsNull(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType
            ? new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull
            : Nullable.GetUnderlyingType(parameter.ParameterType) is not null;

    private static bool IsOtherNumber(Kind kind, Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => false,
        TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => kind == Kind.Unsigned,
        TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => kind == Kind.Integer,
        TypeCode.Single => kind != Kind.Single,
        TypeCode.Double or TypeCode.Decimal => true,
        _ => false,
    };

    /// <summary>The number as <paramref name="type"/>; null when something would be lost.</summary>
    private static object? Widen(ValueReader reader, Kind kind, Type type)
    {
        decimal exact;
        switch (kind)
        {
            case Kind.Integer:
                exact = reader.ReadInteger();
                break;
            case Kind.Unsigned:
                exact = reader.ReadUnsigned();
                break;
            default:
                float single = reader.ReadSingle();
                return type == typeof(double) ? (double)single : null;
        }

        try
        {
            object converted = Convert.ChangeType(exact, type, System.Globalization.CultureInfo.InvariantCulture);
            return converted switch
            {
                float number when (decimal)number != exact => null,
                double number when (decimal)number != exact => null,
                _ => converted,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
