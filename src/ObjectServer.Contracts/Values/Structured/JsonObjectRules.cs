using System.Reflection;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace ObjectServer.Values.Structured;

/// <summary>Which classes and structs arrive as they were sent when they are written property by property.</summary>
internal static class JsonObjectRules
{
    private const BindingFlags AllFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Why objects of a type would not arrive; null when they would.</summary>
    public static string? Fault(JsonTypeInfo shape)
    {
        Type type = shape.Type;
        if (type == typeof(StringBuilder))
            return "its content is not in its properties; use string.";
        if (shape.PolymorphismOptions is null && type.IsAbstract)
            return "it is abstract; declare a class, or name the derived ones by [JsonDerivedType].";
        if (shape.CreateObject is null && !type.IsAbstract && !HasParameters(shape))
            return "it has no public constructor to read it with; add one, or mark one [JsonConstructor].";
        if (shape.Properties.Count == 0 && HasFields(type))
            return "it has no public property or field, so nothing of it would arrive.";

        return LostProperty(shape);
    }

    // A property that is computed may be written and not read; one that holds something may not.
    private static string? LostProperty(JsonTypeInfo shape)
    {
        bool isReadable = shape.Properties.Count == 0;
        foreach (JsonPropertyInfo property in shape.Properties)
        {
            bool isSet = property.Set is not null || property.AssociatedParameter is not null;
            if (!isSet && property.Get is not null && HoldsValue(property.AttributeProvider as MemberInfo))
                return $"its {property.Name} would be lost on arrival; give it an init or set accessor that is public or marked [JsonInclude], or take it as a constructor parameter of the same name.";

            isReadable |= isSet || property.Get is null;
        }

        return isReadable ? null : "none of its properties can be set, so nothing of it would arrive; add init accessors or a [JsonConstructor].";
    }

    private static bool HasParameters(JsonTypeInfo shape)
    {
        foreach (JsonPropertyInfo property in shape.Properties)
        {
            if (property.AssociatedParameter is not null)
                return true;
        }

        return false;
    }

    private static bool HoldsValue(MemberInfo? member) => member switch
    {
        FieldInfo => true,
        PropertyInfo { DeclaringType: Type owner } property => owner.GetField($"<{property.Name}>k__BackingField", AllFields) is not null,
        _ => false,
    };

    private static bool HasFields(Type type)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            if (level.GetFields(AllFields).Length > 0)
                return true;
        }

        return false;
    }
}
