using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>A member that has been read and has no id and no place in its contract yet.</summary>
internal sealed record MemberDraft(
    MethodInfo Method,
    PropertyInfo? Property,
    MemberKind Kind,
    MemberSettings Settings,
    IReadOnlyList<ContractParameter> Parameters,
    ReturnShape Shape,
    Type ResultType,
    bool HasDefaultImplementation)
{
    /// <inheritdoc cref="ContractMember.ReturnedAs"/>
    public ReturnedType? ReturnedAs { get; init; }

    /// <summary>The finished member.</summary>
    public ContractMember Finish(int index, Func<string, string, ulong> idOf)
    {
        string signature = MemberSignature.Of(Method, Property, Kind);
        Type declaring = Method.DeclaringType!;
        return new ContractMember
        {
            Id = idOf(TypeNames.Of(declaring), signature),
            Index = index,
            Name = Property?.Name ?? Method.Name,
            Signature = signature,
            Kind = Kind,
            Method = Method,
            Property = Property,
            DeclaringInterface = declaring,
            Parameters = Parameters,
            Shape = Shape,
            ResultType = ResultType,
            ResultIsContract = ContractModel.IsContract(ResultType),
            ReturnedAs = ReturnedAs,
            ReadOnly = Settings.ReadOnly,
            OneWay = Settings.OneWay,
            CpuBound = Settings.CpuBound,
            TimeoutMs = Settings.TimeoutMs,
            HasDefaultImplementation = HasDefaultImplementation,
            HasProgress = Parameters.Any(parameter => parameter.Role == ParameterRole.Progress),
        };
    }
}
