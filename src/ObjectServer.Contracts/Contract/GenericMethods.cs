using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Gives generic methods of contracts their type arguments, which <see cref="AllowedTypeArguments"/> has allowed.</summary>
internal static class GenericMethods
{
    /// <summary>The method with its type arguments given.</summary>
    /// <exception cref="ArgumentEncodingException">The method cannot take them: the message names its constraints, or what cannot travel.</exception>
    public static ContractMember Close(ContractMember definition, Type[] typeArguments)
    {
        var faults = new List<string>();
        var reader = new MemberReader(definition.DeclaringInterface, new DefaultImplementations([]), faults);
        return reader.Read(MakeMethod(definition, typeArguments), null, MemberKind.Method)?.Close(definition)
            ?? throw new ArgumentEncodingException($"{definition} cannot be called with the type arguments {TypeNames.Of(typeArguments)}: {string.Join(' ', faults)}");
    }

    /// <summary>What a type parameter asks of its argument, as it is written in C#.</summary>
    public static IReadOnlyList<string> ConstraintsOf(Type typeParameter)
    {
        GenericParameterAttributes kind = typeParameter.GenericParameterAttributes;
        bool isStruct = kind.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var texts = new List<string>();
        if (kind.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) texts.Add("class");
        if (isStruct) texts.Add(IsUnmanaged(typeParameter) ? "unmanaged" : "struct");
        texts.AddRange(typeParameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(TypeNames.Of));
        if (!isStruct && kind.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) texts.Add("new()");
        return texts;
    }

    private static MethodInfo MakeMethod(ContractMember definition, Type[] typeArguments)
    {
        Type[] parameters = definition.Method.GetGenericArguments();
        if (parameters.Length != typeArguments.Length)
        {
            throw new ArgumentEncodingException(
                $"{definition} takes {parameters.Length} type arguments; {typeArguments.Length} were given.");
        }

        try
        {
            // The runtime checks all constraints but this one.
            if (parameters.Zip(typeArguments).All(pair => !IsUnmanaged(pair.First) || !HasReferences(pair.Second)))
                return definition.Method.MakeGenericMethod(typeArguments);
        }
        catch (ArgumentException)
        {
            // It does not say in its own words which constraint is meant.
        }

        IEnumerable<string> constraints = parameters
            .Where(parameter => ConstraintsOf(parameter).Count > 0)
            .Select(parameter => $"{TypeNames.Of(parameter)} must be {string.Join(", ", ConstraintsOf(parameter))}");
        throw new ArgumentEncodingException(
            $"{definition} cannot take the type arguments {TypeNames.Of(typeArguments)}: {string.Join("; ", constraints)}.");
    }

    private static bool IsUnmanaged(Type typeParameter) =>
        typeParameter.GetCustomAttributesData().Any(attribute => attribute.AttributeType.FullName == "System.Runtime.CompilerServices.IsUnmanagedAttribute");

    private static bool HasReferences(Type type) => (bool)typeof(RuntimeHelpers)
        .GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!
        .MakeGenericMethod(type)
        .Invoke(null, null)!;
}
