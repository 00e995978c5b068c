using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObjectServer.Contract;

namespace ObjectServer.Values.Structured;

/// <summary>
/// Walks all types that a value written as JSON can contain, once, when a contract is read, and finds those that would fail, or
/// arrive without their content, at the first call.
/// </summary>
internal sealed class JsonTypeCheck(JsonSerializerOptions options)
{
    private readonly HashSet<Type> _seen = [];
    private readonly Stack<(Type Type, string Path)> _waiting = [];

    /// <summary>What is wrong with <paramref name="root"/>, and where; null when nothing is.</summary>
    public string? Run(Type root)
    {
        Add(root, "");
        while (_waiting.TryPop(out (Type Type, string Path) next))
        {
            if (Check(next.Type, next.Path) is string reason)
                return next.Path.Length == 0 ? reason : $"its part {next.Path} is {TypeNames.Of(next.Type)}: {reason}";
        }

        return null;
    }

    private string? Check(Type type, string path)
    {
        if (RefusedTypes.Reason(type) is string reason)
            return reason;
        if (type.IsArray && !type.IsSZArray)
            return "only arrays of numbers have several dimensions, and only where they stand alone; use an array of arrays.";
        if (ContractModel.IsContract(type))
            return null;

        if (Nullable.GetUnderlyingType(type) is Type inner)
            Add(inner, path);
        if (ReadOnlySetConverterFactory.IsReadOnlySet(type))
            Add(type.GetGenericArguments()[0], path + "[]");

        try
        {
            JsonTypeInfo shape = options.GetTypeInfo(type);
            return shape.Kind switch
            {
                JsonTypeInfoKind.Object => CheckObject(shape, path),
                JsonTypeInfoKind.Enumerable => CheckCollection(shape, path, "[]"),
                JsonTypeInfoKind.Dictionary => CheckKey(shape.KeyType) ?? CheckCollection(shape, path, "{}"),
                _ => null,
            };
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return e.Message;
        }
    }

    private string? CheckObject(JsonTypeInfo shape, string path)
    {
        foreach (JsonDerivedType derived in shape.PolymorphismOptions?.DerivedTypes ?? [])
            Add(derived.DerivedType, path);

        foreach (JsonPropertyInfo property in shape.Properties)
        {
            if (property is { IsExtensionData: false, CustomConverter: null } && (property.Get is not null || property.Set is not null))
                Add(property.PropertyType, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
        }

        return JsonObjectRules.Fault(shape);
    }

    private string? CheckCollection(JsonTypeInfo shape, string path, string empty)
    {
        if (shape.ElementType is Type element)
            Add(element, path + "[]");

        // An empty one shows whether the serializer can make this collection at all.
        return JsonSerializer.Deserialize(empty, shape) is null ? "it cannot be read." : null;
    }

    private string? CheckKey(Type? key)
    {
        if (key is null)
            return null;

        return RefusedTypes.Reason(key) is null && !ContractModel.IsContract(key) && options.GetTypeInfo(key).Kind == JsonTypeInfoKind.None
            ? null
            : $"{TypeNames.Of(key)} cannot be the key of a dictionary; use a list of pairs.";
    }

    private void Add(Type type, string path)
    {
        if (_seen.Add(type))
            _waiting.Push((type, path));
    }
}
