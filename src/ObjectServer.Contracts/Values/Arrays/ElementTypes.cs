using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>Which .NET types are elements of a NumberArray.</summary>
internal static class ElementTypes
{
    /// <summary>The element type that <paramref name="type"/> travels as; unspecified when it is none.</summary>
    public static ElementType Of(Type type)
    {
        if (type.IsEnum)
            return ElementType.Unspecified;

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Byte => ElementType.Byte,
            TypeCode.SByte => ElementType.Sbyte,
            TypeCode.Int16 => ElementType.Int16,
            TypeCode.UInt16 => ElementType.Uint16,
            TypeCode.Int32 => ElementType.Int32,
            TypeCode.UInt32 => ElementType.Uint32,
            TypeCode.Int64 => ElementType.Int64,
            TypeCode.UInt64 => ElementType.Uint64,
            TypeCode.Single => ElementType.Single,
            TypeCode.Double => ElementType.Double,
            TypeCode.Boolean => ElementType.Boolean,
            TypeCode.Char => ElementType.Char,
            _ => type == typeof(Half) ? ElementType.Half : ElementType.Unspecified,
        };
    }
}
