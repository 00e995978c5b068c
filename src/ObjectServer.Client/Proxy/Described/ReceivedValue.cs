namespace ObjectServer.Client.Proxy.Described;

/// <summary>What has arrived, as the type that the program has for it.</summary>
internal static class ReceivedValue
{
    /// <summary>Whether values that are declared as <paramref name="declared"/> may become ones of <paramref name="type"/>.</summary>
    /// <param name="type">The program's type.</param>
    /// <param name="declared">The declared type; null where this side does not have it.</param>
    public static bool MayBecome(Type type, Type? declared) =>
        declared is null || type.IsAssignableFrom(declared) || (IsNumber(Underlying(type)) && IsNumber(declared));

    /// <summary>The value as that type; false when it would become another one.</summary>
    public static bool TryConvert(Type type, object? value, out object? converted)
    {
        converted = value;
        if (value is null) return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        if (type.IsInstanceOfType(value)) return true;
        Type wanted = Underlying(type);
        converted = LosslessNumber.To(wanted.IsEnum ? Enum.GetUnderlyingType(wanted) : wanted, value);
        if (converted is not null && wanted.IsEnum) converted = Enum.ToObject(wanted, converted);
        return converted is not null;
    }

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsNumber(Type type) => type.IsEnum || LosslessNumber.IsNumber(type);
}
