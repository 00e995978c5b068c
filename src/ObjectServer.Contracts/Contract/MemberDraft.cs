using System.Reflection;
using ObjectServer.Streaming;
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
    /// <param name="index">Its place in the contract.</param>
    /// <param name="idOf">Gives the id for a declaring interface's name and a signature.</param>
    public ContractMember Finish(int index, Func<string, string, ulong> idOf)
    {
        string signature = MemberSignature.Of(Method, Property, Kind);
        return Build(idOf(TypeNames.Of(Method.DeclaringType!), signature), index, signature, HasDefaultImplementation, definition: null);
    }

    /// <summary>The finished member, a generic method with its type arguments given.</summary>
    /// <param name="definition">The method without them.</param>
    public ContractMember Close(ContractMember definition) =>
        Build(definition.Id, definition.Index, definition.Signature, definition.HasDefaultImplementation, definition);

    private ContractMember Build(ulong id, int index, string signature, bool hasDefaultImplementation, ContractMember? definition)
    {
        return new ContractMember
        {
            Id = id,
            Index = index,
            Name = MemberSignature.NameOf(Method, Property, Kind),
            Signature = signature,
            Definition = definition,
            Kind = Kind,
            Method = Method,
            Property = Property,
            DeclaringInterface = Method.DeclaringType!,
            TypeArguments = Method.GetGenericArguments(),
            Parameters = Parameters,
            Returned = [.. Parameters.Where(parameter => parameter.IsReturned)],
            Shape = Shape,
            ResultType = ResultType,
            ResultIsContract = ContractModel.IsContract(ResultType),
            ReturnedAs = ReturnedAs,
            ReadOnly = Settings.ReadOnly,
            OneWay = Settings.OneWay,
            CpuBound = Settings.CpuBound,
            TimeoutMs = Settings.TimeoutMs,
            IsUnlimited = SequenceTypes.IsEnumeration(Method.DeclaringType!),
            HasDefaultImplementation = hasDefaultImplementation,
            HasProgress = Parameters.Any(parameter => parameter.Role == ParameterRole.Progress),
        };
    }
}
