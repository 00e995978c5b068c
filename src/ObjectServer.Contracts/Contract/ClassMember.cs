using System.Reflection;

namespace ObjectServer.Contract;

/// <summary>A member of a class that may be selected to be shared: a public method, property, indexer or event of its instances.</summary>
/// <param name="Declaring">The class that declares it, or the base class.</param>
/// <param name="Name">Its name; an indexer's is "Item".</param>
internal sealed record ClassMember(Type Declaring, string Name)
{
    private const BindingFlags Shareable = BindingFlags.Public | BindingFlags.Instance;

    /// <summary>The method; null for others.</summary>
    public MethodInfo? Method { get; private init; }

    /// <summary>The property or indexer; null for others.</summary>
    public PropertyInfo? Property { get; private init; }

    /// <summary>The property's getter, if there is a public one.</summary>
    public MethodInfo? Getter { get; private init; }

    /// <summary>The property's setter, if there is a public one.</summary>
    public MethodInfo? Setter { get; private init; }

    /// <summary>The event; null for others.</summary>
    public EventInfo? Event { get; private init; }

    /// <summary>All that may be selected: the class's own first, then those of each base class, each group as they are declared.</summary>
    public static IEnumerable<ClassMember> Of(Type type)
    {
        IEnumerable<ClassMember> methods = type.GetMethods(Shareable)
            .Where(method => !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal) && !IsOfEveryObject(method) && !IsDisposal(method))
            .OrderBy(method => method.MetadataToken)
            .Select(method => new ClassMember(method.DeclaringType!, method.Name) { Method = method });
        IEnumerable<ClassMember> properties = type.GetProperties(Shareable)
            .Where(property => property.GetAccessors().Any(accessor => !accessor.IsStatic))
            .OrderBy(property => property.MetadataToken)
            .Select(property => new ClassMember(property.DeclaringType!, property.Name)
            {
                Property = property,
                Getter = property.GetGetMethod() ?? Inherited(property, static level => level.GetGetMethod()),
                Setter = property.GetSetMethod() ?? Inherited(property, static level => level.GetSetMethod()),
            });
        IEnumerable<ClassMember> events = type.GetEvents(Shareable)
            .OrderBy(@event => @event.MetadataToken)
            .Select(@event => new ClassMember(@event.DeclaringType!, @event.Name) { Event = @event });

        // A member that hides an inherited one of the same signature stands before it.
        return properties.Concat(methods).Concat(events).OrderBy(member => Depth(type, member.Declaring));
    }

    /// <summary>Whether it is a member of <see cref="object"/>, or replaces one: a proxy answers these itself.</summary>
    public static bool IsOfEveryObject(MemberInfo member) =>
        member is MethodInfo method && (method.GetBaseDefinition().DeclaringType is { } declaring)
        && (declaring == typeof(object) || declaring == typeof(MarshalByRefObject));

    /// <summary>Whether it disposes of the object, which no client may.</summary>
    public static bool IsDisposal(MemberInfo member) =>
        member is MethodInfo { Name: nameof(IDisposable.Dispose) or nameof(IAsyncDisposable.DisposeAsync) } method
        && method.GetParameters().Length == 0
        && method.ReflectedType is { } type
        && (type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable)));

    // Who overrides one accessor of a property inherits the other, and reflection does not say so.
    private static MethodInfo? Inherited(PropertyInfo property, Func<PropertyInfo, MethodInfo?> accessor)
    {
        MethodInfo present = property.GetAccessors()[0];
        if (present.GetBaseDefinition() == present)
            return null;

        Type[] keys = [.. property.GetIndexParameters().Select(key => key.ParameterType)];
        return property.DeclaringType!.BaseType!.GetProperty(property.Name, Shareable, null, property.PropertyType, keys, null) is { } inherited
            ? accessor(inherited) ?? Inherited(inherited, accessor)
            : null;
    }

    private static int Depth(Type type, Type declaring)
    {
        int depth = 0;
        for (Type? level = type; level is not null && level != declaring; level = level.BaseType)
            depth++;
        return depth;
    }
}
