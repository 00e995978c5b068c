using System.Globalization;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Writes a contract as the message that other processes see.</summary>
internal static class ContractDescriber
{
    /// <summary>The description of <paramref name="contract"/>, every member in its order.</summary>
    public static ContractDescription Describe(ContractModel contract) => Describe(contract, withDelegates: true);

    // A delegate may well take itself.
    private static ContractDescription Describe(ContractModel contract, bool withDelegates)
    {
        var description = new ContractDescription { Name = contract.Name, Fingerprint = contract.Fingerprint };
        description.Members.AddRange(contract.Members.Select(member => Describe(member, withDelegates)));
        return description;
    }

    private static MemberDescription Describe(ContractMember member, bool withDelegates)
    {
        var description = new MemberDescription
        {
            Id = member.Id,
            Name = member.Name,
            DeclaringInterface = TypeNames.Of(member.DeclaringInterface),
            Signature = member.Signature,
            Kind = member.Kind,
            ResultType = member.ResultType == typeof(void) ? ""
                : TypeNames.Of(member.Shape == ReturnShape.Sequence ? member.Method.ReturnType : member.ResultType),
            ResultKind = KindOf(member.ResultType, () => member.ResultCodec),
            ReadOnly = member.ReadOnly,
            OneWay = member.OneWay,
            CpuBound = member.CpuBound,
            TimeoutMs = (uint)member.TimeoutMs,
            ResultContract = FingerprintOf(member),
            Asynchronous = member.Shape is not (ReturnShape.Void or ReturnShape.Value),
            Redacted = member.Kind == MemberKind.Getter && Redaction.Covers(member),
        };
        description.Parameters.AddRange(member.Parameters.Select(parameter => Describe(parameter, withDelegates)));
        description.TypeParameters.AddRange(member.TypeArguments.Select(DescribeTypeParameter));
        return description;
    }

    private static TypeParameterDescription DescribeTypeParameter(Type typeParameter)
    {
        var description = new TypeParameterDescription { Name = typeParameter.Name };
        description.Constraints.AddRange(GenericMethods.ConstraintsOf(typeParameter));
        return description;
    }

    // A contract that a result only mentions may have faults: they are reported when it is used, and this one goes without it.
    private static ulong FingerprintOf(ContractMember member)
    {
        try
        {
            return member.ResultContract?.Fingerprint ?? 0;
        }
        catch (InvalidContractException)
        {
            return 0;
        }
    }

    private static ParameterDescription Describe(ContractParameter parameter, bool withDelegates) => new()
    {
        Name = parameter.Name,
        Type = TypeNames.Of(parameter.Type),
        Kind = parameter.Role == ParameterRole.Progress ? ValueKind.Progress
            : parameter.Role == ParameterRole.Handler ? ValueKind.Reference
            : KindOf(parameter.Type, () => parameter.Codec),
        Optional = parameter.IsOptional,
        DefaultText = parameter.IsOptional ? DefaultText(parameter.DefaultValue) : "",
        Passing = parameter.Passing,
        Delegate = withDelegates ? DescribeDelegate(parameter.Type) : null,
    };

    private static ContractDescription? DescribeDelegate(Type type) =>
        ContractModel.IsDelegate(type) && !type.ContainsGenericParameters ? Describe(ContractModel.Of(type), withDelegates: false) : null;

    // What depends on a type argument is known when that is given.
    private static ValueKind KindOf(Type type, Func<ValueCodec?> codec) =>
        type.ContainsGenericParameters ? ValueKind.Unspecified : codec()?.Kind ?? ValueKind.None;

    private static string DefaultText(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        bool boolean => boolean ? "true" : "false",
        Enum constant => constant.ToString(),
        IFormattable number when number.GetType().IsPrimitive || number is decimal => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };
}
