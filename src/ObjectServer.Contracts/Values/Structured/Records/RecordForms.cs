using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace ObjectServer.Values.Structured.Records;

/// <summary>Which declared types are nothing but plain records.</summary>
internal static class RecordForms
{
    // For these a list arrives.
    private static readonly HashSet<Type> Lists =
    [
        typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>),
    ];

    private static readonly MethodInfo Open = typeof(RecordForms).GetMethod(nameof(CreateList), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The form of a declared type; null when it has none.</summary>
    public static RecordForm<T>? Create<T>(JsonTypeInfo<T> type)
    {
        if (typeof(T).IsCollectible) return null;
        if (type.Kind == JsonTypeInfoKind.Object) return RecordCode<T>.Of(type) is { } code ? new SingleRecord<T>(code) : null;
        bool isList = typeof(T).IsSZArray || (typeof(T).IsConstructedGenericType && Lists.Contains(typeof(T).GetGenericTypeDefinition()));
        return isList && type.ElementType is Type record ? (RecordForm<T>?)Open.MakeGenericMethod(typeof(T), record).Invoke(null, [type]) : null;
    }

    private static RecordList<T, TRecord>? CreateList<T, TRecord>(JsonTypeInfo type) =>
        RecordCode<TRecord>.Of(type.Options.GetTypeInfo(typeof(TRecord))) is { } code ? new RecordList<T, TRecord>(code) : null;
}
