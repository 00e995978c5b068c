using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectServer.Client;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Objects;

/// <summary>What is written for an argument, as a value of the parameter that the server describes.</summary>
internal static class ArgumentText
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Reads a text.</summary>
    /// <param name="text">What was written: JSON, or a plain scalar; <c>@name</c> where an object is asked for.</param>
    /// <param name="parameter">What the server says of the parameter.</param>
    /// <param name="client">Finds objects.</param>
    /// <param name="cancel">Gives up finding one.</param>
    /// <exception cref="FormatException">It is no such value.</exception>
    /// <exception cref="ObjectNotFoundException">It names an object that does not exist.</exception>
    public static async Task<object?> ReadAsync(string text, ParameterDescription parameter, ObjectClient client, CancellationToken cancel)
    {
        if (parameter.Kind == ValueKind.Reference)
        {
            if (text == "null") return null;
            return text.StartsWith('@') ? await client.GetDynamicAsync(text[1..], cancel) : throw new FormatException($"{parameter.Name} is an object: write @ and its name");
        }

        Type? type = DescribedTypes.Find(parameter.Type);
        if (type == typeof(string)) return text == "null" ? null : text;
        if (text == "null") return null;
        if (type is null) return Untyped(text);
        try
        {
            return type.IsArray ? JsonSerializer.Deserialize(text, type, Json) : Parse(text, type);
        }
        catch (Exception e) when (e is JsonException or TargetInvocationException or NotSupportedException)
        {
            throw new FormatException($"{parameter.Name} ({parameter.Type}) cannot be \"{text}\"", e);
        }
    }

    /// <summary>A text for which nothing says of what type it is: JSON, or else text.</summary>
    public static object? Untyped(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            JsonElement root = parsed.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.String => root.GetString(),
                JsonValueKind.Number when root.TryGetInt32(out int small) => small,
                JsonValueKind.Number when root.TryGetInt64(out long whole) => whole,
                JsonValueKind.Number => root.GetDouble(),
                _ => root.Clone(),
            };
        }
        catch (JsonException)
        {
            return text;
        }
    }

    // Every scalar type has a static Parse that knows no culture but the one it is given.
    private static object? Parse(string text, Type type)
    {
        if (type == typeof(bool)) return bool.TryParse(text, out bool truth) ? truth : throw new JsonException();
        Type[] signature = [typeof(string), typeof(IFormatProvider)];
        return type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, signature) is { } parse
            ? parse.Invoke(null, [text, CultureInfo.InvariantCulture])
            : JsonSerializer.Deserialize(text, type, Json);
    }
}
