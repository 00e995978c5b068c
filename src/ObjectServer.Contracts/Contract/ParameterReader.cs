using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Reads the parameters of one method or accessor.</summary>
internal sealed class ParameterReader(List<string> faults)
{
    /// <summary>All parameters in order; for those at fault a sentence is added.</summary>
    public IReadOnlyList<ContractParameter> Read(MethodInfo method, PropertyInfo? property, string label) =>
        [.. method.GetParameters().Select(parameter => Read(parameter, IsValueOf(property, parameter), label))];

    private static bool IsValueOf(PropertyInfo? property, ParameterInfo parameter) =>
        property is not null && parameter.Position == property.GetIndexParameters().Length;

    private static bool IsHandler(ParameterInfo parameter) =>
        parameter.Member is MethodInfo { IsSpecialName: true, Name: var name } && ContractModel.IsDelegate(parameter.ParameterType)
        && (name.StartsWith("add_", StringComparison.Ordinal) || name.StartsWith("remove_", StringComparison.Ordinal));

    private ContractParameter Read(ParameterInfo parameter, bool isPropertyValue, string label)
    {
        Type type = PassingModes.TypeOf(parameter);
        ParameterPassing passing = PassingModes.Of(parameter);

        // A variable of the caller's, or a property, is no place for what belongs to one call.
        bool isPlain = !isPropertyValue && passing == ParameterPassing.Unspecified;
        Type? progressType = isPlain && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IProgress<>)
            ? type.GetGenericArguments()[0]
            : null;
        ParameterRole role = progressType is not null ? ParameterRole.Progress
            : isPlain && type == typeof(CancellationToken) ? ParameterRole.Cancellation
            : IsHandler(parameter) ? ParameterRole.Handler
            : parameter.Position == 0 && DelegateReader.HasSender(parameter.Member.DeclaringType!) ? ParameterRole.Sender
            : ParameterRole.Value;
        string name = parameter.Name ?? $"parameter{parameter.Position}";

        string subject = isPropertyValue ? "its type" : $"parameter {name} of type";
        if (role is not (ParameterRole.Cancellation or ParameterRole.Sender) && (progressType is null ? ContractTypeRules.Refusal(type) : ContractTypeRules.RefusalOfValue(progressType)) is { } reason)
            faults.Add($"{label}: {subject} {TypeNames.Of(progressType ?? type)} {reason}");

        bool optional = parameter.IsOptional && !isPropertyValue;
        return new ContractParameter
        {
            Name = name,
            Position = parameter.Position,
            Type = type,
            Passing = passing,
            Role = role,
            IsOptional = optional,
            DefaultValue = optional ? DefaultOf(parameter, type) : null,
            IsContract = ContractModel.IsContract(type),
            ProgressType = progressType,
        };
    }

    // Reflection gives null for a struct's default, and for a nullable enum the number behind the constant.
    private static object? DefaultOf(ParameterInfo parameter, Type type)
    {
        object? value = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (type.IsByRefLike || type.IsPointer || type.ContainsGenericParameters)
            return null;
        if (value is null)
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

        Type underlying = Nullable.GetUnderlyingType(type) ?? type;
        return underlying.IsEnum && value is not Enum ? Enum.ToObject(underlying, value) : value;
    }
}
