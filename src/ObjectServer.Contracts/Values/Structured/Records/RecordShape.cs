using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ObjectServer.Values.Structured.Records;

/// <summary>
/// A plain record: a class or struct whose members are scalars, and that no attribute makes anything special of. Which members there are, and by
/// what name, is the serializer's word.
/// </summary>
internal sealed class RecordShape
{
    // As many as there are bits to note which were read.
    private const int MaxMembers = 64;

    private RecordShape(ConstructorInfo? constructor, RecordMember[] members)
    {
        Constructor = constructor;
        Members = members;
    }

    /// <summary>What makes one; null for a struct that is made of nothing.</summary>
    public ConstructorInfo? Constructor { get; }

    /// <summary>Its members, in the order in which they are written.</summary>
    public IReadOnlyList<RecordMember> Members { get; }

    /// <summary>The shape of a type; false when it is not plain.</summary>
    public static bool TryCreate(JsonTypeInfo type, [NotNullWhen(true)] out RecordShape? shape)
    {
        shape = null;
        if (!IsPlain(type)) return false;
        var constructor = type.ConstructorAttributeProvider as ConstructorInfo;
        if (constructor is null && !type.Type.IsValueType) return false;
        var members = new RecordMember[type.Properties.Count];
        int taken = 0;
        for (int i = 0; i < members.Length; i++)
        {
            if (!TryCreate(type.Properties[i], out RecordMember? member)) return false;
            members[i] = member;
            if (member.Parameter is not null) taken++;
        }

        if (taken != (constructor?.GetParameters().Length ?? 0)) return false;
        shape = new RecordShape(constructor, members);
        return true;
    }

    private static bool IsPlain(JsonTypeInfo type) =>
        type is
        {
            Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null, NumberHandling: null, UnmappedMemberHandling: null,
            PreferredPropertyObjectCreationHandling: null, OnSerializing: null, OnSerialized: null, OnDeserializing: null, OnDeserialized: null,
            Properties.Count: > 0 and <= MaxMembers,
        }
        && !type.Type.IsAbstract && !type.Type.IsCollectible && !type.Type.IsDefined(typeof(JsonAttribute), inherit: true)
        && type.ConstructorAttributeProvider?.IsDefined(typeof(JsonAttribute), inherit: true) is not true;

    private static bool TryCreate(JsonPropertyInfo property, [NotNullWhen(true)] out RecordMember? member)
    {
        member = null;
        bool isUsual = property is
        {
            CustomConverter: null, NumberHandling: null, ShouldSerialize: null, IsExtensionData: false, ObjectCreationHandling: null,
            Get: not null, AttributeProvider: PropertyInfo or FieldInfo,
        };
        if (!isUsual || !RecordScalars.Has(property.PropertyType) || property.AttributeProvider!.IsDefined(typeof(JsonAttribute), inherit: true)) return false;
        var declared = (MemberInfo)property.AttributeProvider;
        if (property.Name != declared.Name) return false;

        bool isSet = property.Set is not null && property.AssociatedParameter is null;

        // Code can set what a constructor sets once only by that constructor.
        if (isSet && declared is PropertyInfo { CanWrite: false } or FieldInfo { IsInitOnly: true }) return false;
        if (property.AssociatedParameter is { } parameter && parameter.ParameterType != property.PropertyType) return false;
        byte[] name = JsonEncodedText.Encode(property.Name, JsonOptions.Writer.Encoder).EncodedUtf8Bytes.ToArray();
        member = new RecordMember(declared, property.PropertyType, name, property.AssociatedParameter, isSet, property.IsRequired);
        return true;
    }
}
