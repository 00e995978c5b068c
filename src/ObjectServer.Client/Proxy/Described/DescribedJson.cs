using System.Dynamic;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObjectServer.Client.Session;
using ObjectServer.Values;
using ObjectServer.Values.Structured;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// JSON of which this side does not know the type. Objects are read as <see cref="ExpandoObject"/>, arrays as arrays of objects, shared
/// objects in it as proxies; whatever is written is written as what it is, and proxies in it as references.
/// </summary>
internal static class DescribedJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();
    private static readonly JsonTypeInfo<object> Any = (JsonTypeInfo<object>)Options.GetTypeInfo(typeof(object));
    private static readonly JsonTypeInfo<JsonTree> Tree = (JsonTypeInfo<JsonTree>)Options.GetTypeInfo(typeof(JsonTree));

    [ThreadStatic]
    private static SessionSide? _writing;

    /// <summary>Writes a value of any type that JSON can hold.</summary>
    /// <exception cref="ArgumentEncodingException">A part of it cannot be written.</exception>
    public static void Write(ValueWriter writer, object value, SessionSide session)
    {
        SessionSide? outer = _writing;
        _writing = session;
        try
        {
            writer.WriteJson(value, Any);
        }
        finally
        {
            _writing = outer;
        }
    }

    /// <summary>Reads a value of any type.</summary>
    public static object? Read(ValueReader reader, SessionSide session)
    {
        if (reader.ReadJson(Tree) is not { } tree) return null;

        // Each reference was counted for this session, whether the JSON goes on to mention it or not.
        object[] proxies = [.. tree.References.Select(reference => session.References.ImportDescribed(reference))];
        return Convert(tree.Root, proxies);
    }

    /// <summary>The number that stands for a proxy in the JSON that the thread is writing.</summary>
    /// <exception cref="JsonException">It is writing none.</exception>
    public static int Export(SharedProxy proxy)
    {
        JsonReferences references = JsonReferences.Current;
        if (_writing is not { } session) throw new JsonException("a proxy goes where a contract is declared");
        return references.Export(session.References.Export(proxy));
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonOptions.For(typeof(object)));
        options.Converters.Insert(0, new ProxyConverter());
        options.Converters.Insert(1, new JsonTreeConverter());
        options.MakeReadOnly();
        return options;
    }

    private static object? Convert(JsonElement element, object[] proxies)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                if (IsReference(element, proxies.Length, out int number)) return proxies[number];
                var found = new ExpandoObject();
                IDictionary<string, object?> properties = found;
                foreach (JsonProperty property in element.EnumerateObject()) properties[property.Name] = Convert(property.Value, proxies);
                return found;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(item => Convert(item, proxies)).ToArray();
            case JsonValueKind.Number:
                return Number(element);
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    private static bool IsReference(JsonElement element, int count, out int number)
    {
        number = 0;
        return count > 0
            && element.GetPropertyCount() == 1
            && element.TryGetProperty("$ref"u8, out JsonElement reference)
            && reference.ValueKind == JsonValueKind.Number
            && reference.TryGetInt32(out number)
            && (uint)number < (uint)count;
    }

    // Whole numbers stay whole; 1.5 is a double, and what a double would not hold is a decimal where that holds it.
    private static object Number(JsonElement element)
    {
        if (element.TryGetInt64(out long whole)) return whole;
        string text = element.GetRawText();
        if (!text.AsSpan().ContainsAny('.', 'e', 'E')) return BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        double real = element.GetDouble();
        return Digits(text) > 17 && element.TryGetDecimal(out decimal exact) ? exact : real;
    }

    private static int Digits(string number)
    {
        int exponent = number.AsSpan().IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = exponent < 0 ? number : number.AsSpan(0, exponent);
        int count = 0;
        foreach (char character in mantissa.TrimStart("-0."))
        {
            if (char.IsAsciiDigit(character)) count++;
        }

        return count;
    }
}
