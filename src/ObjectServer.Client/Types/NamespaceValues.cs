using System.Collections.Frozen;
using System.Text.Json;
using ObjectServer.Values.Structured;

namespace ObjectServer.Client.Types;

/// <summary>Values of a namespace's attributes, as they travel and as the program has them. Both ways of each kind are here. Calls may overlap.</summary>
internal static class NamespaceValues
{
    // The only types that a kind stands for: nothing that arrives names one.
    private static readonly FrozenDictionary<Type, NamespaceKind> Kinds = new Dictionary<Type, NamespaceKind>
    {
        [typeof(bool)] = NamespaceKind.Boolean,
        [typeof(int)] = NamespaceKind.Int32,
        [typeof(long)] = NamespaceKind.Int64,
        [typeof(ulong)] = NamespaceKind.UInt64,
        [typeof(float)] = NamespaceKind.Single,
        [typeof(double)] = NamespaceKind.Double,
        [typeof(decimal)] = NamespaceKind.Decimal,
        [typeof(char)] = NamespaceKind.Char,
        [typeof(string)] = NamespaceKind.String,
        [typeof(byte[])] = NamespaceKind.Bytes,
        [typeof(Guid)] = NamespaceKind.Guid,
        [typeof(DateTime)] = NamespaceKind.DateTime,
        [typeof(DateTimeOffset)] = NamespaceKind.DateTimeOffset,
        [typeof(TimeSpan)] = NamespaceKind.TimeSpan,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<NamespaceKind, Type> Types = Kinds.ToFrozenDictionary(static one => one.Value, static one => one.Key);

    /// <summary>How a value travels.</summary>
    /// <param name="name">Whose it is, for messages.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">It cannot be written as JSON.</exception>
    public static NamespaceValue Write(string name, object? value)
    {
        if (value is null) return new NamespaceValue(NamespaceKind.Null, "null");
        Type type = value.GetType();
        try
        {
            string json = JsonSerializer.Serialize(value, type, JsonOptions.For(type));
            return new NamespaceValue(Kinds.GetValueOrDefault(type, NamespaceKind.Json), json);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The attribute {name} cannot be a {type}, because that cannot be written as JSON: {e.Message}", nameof(value), e);
        }
    }

    /// <summary>A value as its kind says; of <see cref="NamespaceKind.Json"/>, a <see cref="JsonElement"/>.</summary>
    /// <param name="name">Whose it is, for messages.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidCastException">Its text is not what its kind says.</exception>
    public static object? Read(string name, NamespaceValue value) => value.Kind == NamespaceKind.Null
        ? null
        : Read(name, value, Types.GetValueOrDefault(value.Kind, typeof(JsonElement)));

    /// <summary>A value as a type that the program asks for.</summary>
    /// <param name="name">Whose it is, for messages.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">The type.</param>
    /// <exception cref="InvalidCastException">It cannot be one.</exception>
    public static object? Read(string name, NamespaceValue value, Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(value.Json, type, JsonOptions.For(type));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidCastException($"The attribute {name} is of the kind {value.Kind} and cannot be read as {type}: {e.Message}", e);
        }
    }
}
