using System.Reflection;
using ObjectServer.Contract;

namespace ObjectServer.Objects;

/// <summary>One way to make an object: a constructor, or a factory.</summary>
/// <param name="Parameters">What it takes.</param>
/// <param name="Make">Makes the object of arguments; what it throws comes out as it is.</param>
internal sealed record ObjectMaker(IReadOnlyList<ParameterInfo> Parameters, Func<object?[], object?> Make)
{
    /// <summary>It makes an object of the library's own.</summary>
    public bool IsOfLibrary { get; private init; }

    /// <summary>A constructor.</summary>
    public static ObjectMaker Of(ConstructorInfo constructor) =>
        new(constructor.GetParameters(), arguments => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null))
        {
            IsOfLibrary = constructor.DeclaringType!.IsAssignableTo(typeof(ILibraryObject)),
        };

    /// <summary>A factory.</summary>
    public static ObjectMaker Of(Delegate factory)
    {
        // Types and number are those of the delegate; names and defaults those of what it calls, which may have a bound parameter more.
        MethodInfo invoke = factory.GetType().GetMethod("Invoke")!;
        ParameterInfo[] declared = invoke.GetParameters();
        ParameterInfo[] named = factory.Method.GetParameters();
        ParameterInfo[] parameters = named.Length >= declared.Length ? named[^declared.Length..] : declared;
        return new ObjectMaker(parameters, arguments => invoke.Invoke(factory, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"({string.Join(", ", Parameters.Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}"))})";
}
