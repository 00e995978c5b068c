using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Streaming;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>A member that is known by the server's description alone. Immutable; calls may overlap.</summary>
internal sealed class DescribedMember
{
    private readonly SessionSide _session;
    private readonly IReadOnlyList<Type> _typeArguments;
    private readonly MemberCaller _caller;

    public DescribedMember(SessionSide session, MemberDescription description, int index)
        : this(session, description, index, null, [])
    {
    }

    private DescribedMember(SessionSide session, MemberDescription description, int index, ContractMember? definition, IReadOnlyList<Type> typeArguments)
    {
        _session = session;
        _typeArguments = typeArguments;
        Description = description;
        if (IsEvent) Handlers = session.Contracts.Delegates(session, description.Parameters[0].Delegate);
        Parameters = [.. description.Parameters.Select(Parameter)];
        bool hasResult = description.ResultType.Length > 0;
        bool isBlock = description.ResultKind == ValueKind.Sequence;
        Member = new ContractMember
        {
            Id = description.Id,
            Index = index,
            Name = description.Name,
            Signature = description.Signature,
            Kind = description.Kind,
            Property = null,
            Definition = definition,
            TypeArguments = typeArguments,
            Returned = [.. Parameters.Where(parameter => parameter.IsReturned)],
            Parameters = Parameters,
            Shape = DescribedSequences.IsSequence(description.ResultType) && isBlock ? ReturnShape.Sequence
                : description.Asynchronous ? ReturnShape.TaskOfT
                : ReturnShape.Value,
            ResultType = isBlock ? typeof(SequenceBlock<object>) : hasResult ? typeof(object) : typeof(void),
            ResultCodec = isBlock ? new DescribedBlockCodec(session, DescribedSequences.ItemOf(description.ResultType)) : hasResult ? Codec(description.ResultKind, description.ResultType) : null,
            IsUnlimited = isBlock && !DescribedSequences.IsSequence(description.ResultType),
            ResultIsContract = false,
            ReadOnly = description.ReadOnly,
            OneWay = description.OneWay,
            CpuBound = description.CpuBound,
            TimeoutMs = (int)Math.Min(description.TimeoutMs, int.MaxValue),
            HasDefaultImplementation = false,
            HasProgress = Parameters.Any(parameter => parameter.Role == ParameterRole.Progress),

            // There is no method on this side: what is sent is the id.
            Method = null!,
            DeclaringInterface = typeof(object),
            DeclaringName = description.DeclaringInterface,
        };
        _caller = MemberCaller.CreateDescribed(Member);
    }

    /// <summary>The same in the form that calls take.</summary>
    public ContractMember Member { get; }

    /// <summary>What the server says of it.</summary>
    public MemberDescription Description { get; }

    /// <summary>Its parameters, in order; of a setter the last one is the value.</summary>
    public IReadOnlyList<ContractParameter> Parameters { get; }

    /// <summary>What an event calls; null for any other member.</summary>
    public DescribedDelegate? Handlers { get; }

    private bool IsEvent => Description.Kind is MemberKind.Adder or MemberKind.Remover;

    /// <summary>A generic method with its type arguments given.</summary>
    public DescribedMember Close(IReadOnlyList<Type> typeArguments) => new(_session, Description, Member.Index, Member, typeArguments);

    /// <summary>
    /// Makes the call: the result of a synchronous member, the task of an asynchronous one. What ref and out parameters have become stands
    /// in their places.
    /// </summary>
    /// <param name="proxy">Whose member it is.</param>
    /// <param name="arguments">One for each parameter, as <see cref="ArgumentBinding"/> gives them.</param>
    public object? Call(SharedProxy proxy, object?[] arguments) =>
        _caller.Call(proxy, arguments) is var result && result is RemoteSequence<object?> sequence ? new DescribedSequence(sequence) : result;

    private ContractParameter Parameter(ParameterDescription description, int position)
    {
        ParameterRole role = description.Kind switch
        {
            _ when IsEvent => ParameterRole.Handler,
            ValueKind.Progress => ParameterRole.Progress,
            ValueKind.None => ParameterRole.Cancellation,
            _ => ParameterRole.Value,
        };
        DescribedDelegate? delegates = description.Delegate is { } described ? _session.Contracts.Delegates(_session, described) : null;
        return new ContractParameter
        {
            Name = description.Name,
            Position = position,
            Type = typeof(object),
            Passing = description.Passing,
            Role = role,
            IsOptional = description.Optional,
            DefaultValue = null,
            IsContract = description.Kind == ValueKind.Reference,
            DelegateContract = IsEvent ? Handlers!.ContractOf : null,
            Codec = role == ParameterRole.Value ? Codec(description.Kind, description.Type, delegates) : null,
            ProgressType = role == ParameterRole.Progress ? typeof(object) : null,
            ProgressCodec = role == ParameterRole.Progress ? ProgressCodec(description.Type) : null,
        };
    }

    // What depends on a type argument is of no kind before that is given.
    private DescribedCodec Codec(ValueKind kind, string type, DescribedDelegate? delegates = null)
    {
        if (kind != ValueKind.Unspecified) return new DescribedCodec(_session, kind, type, delegates: delegates);
        return ClosedTypes.Find(type, _typeArguments) is { } known && ValueCodecs.TryOf(known, out ValueCodec? codec, out _)
            ? new DescribedCodec(_session, codec.Kind, TypeNames.Of(known), known)
            : new DescribedCodec(_session, kind, type);
    }

    // Of what is reported only the type's name is known; for one that is not known either, what arrives says its kind.
    private DescribedCodec ProgressCodec(string type)
    {
        const string progress = "System.IProgress<";
        return Codec(ValueKind.Unspecified, type.StartsWith(progress, StringComparison.Ordinal) ? type[progress.Length..^1] : "");
    }
}
