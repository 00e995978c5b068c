using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>A member that is known by the server's description alone. Immutable; calls may overlap.</summary>
internal sealed class DescribedMember
{
    private readonly MemberCaller _caller;

    public DescribedMember(SessionSide session, MemberDescription description, int index)
    {
        Description = description;
        Parameters = [.. description.Parameters.Select((parameter, position) => Parameter(session, parameter, position))];
        bool hasResult = description.ResultKind is not (ValueKind.Unspecified or ValueKind.None);
        Member = new ContractMember
        {
            Id = description.Id,
            Index = index,
            Name = description.Name,
            Signature = description.Signature,
            Kind = description.Kind,
            Property = null,
            Definition = null,
            TypeArguments = [],
            Returned = [],
            Parameters = Parameters,
            Shape = description.Asynchronous ? ReturnShape.TaskOfT : ReturnShape.Value,
            ResultType = hasResult ? typeof(object) : typeof(void),
            ResultCodec = hasResult ? new DescribedCodec(session, description.ResultKind, description.ResultType) : null,
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
        _caller = description.Asynchronous ? new TaskCaller<object?>(Member) : new BlockingCaller<object?>(Member);
    }

    /// <summary>The same in the form that calls take.</summary>
    public ContractMember Member { get; }

    /// <summary>What the server says of it.</summary>
    public MemberDescription Description { get; }

    /// <summary>Its parameters, in order; of a setter the last one is the value.</summary>
    public IReadOnlyList<ContractParameter> Parameters { get; }

    /// <summary>Makes the call: the result of a synchronous member, the task of an asynchronous one.</summary>
    /// <param name="proxy">Whose member it is.</param>
    /// <param name="arguments">One for each parameter, as <see cref="ArgumentBinding"/> gives them.</param>
    public object? Call(SharedProxy proxy, object?[] arguments) => _caller.Call(proxy, arguments);

    private static ContractParameter Parameter(SessionSide session, ParameterDescription description, int position)
    {
        ParameterRole role = description.Kind switch
        {
            ValueKind.Progress => ParameterRole.Progress,
            ValueKind.None or ValueKind.Unspecified => ParameterRole.Cancellation,
            _ => ParameterRole.Value,
        };
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
            Codec = role == ParameterRole.Value ? new DescribedCodec(session, description.Kind, description.Type) : null,
            ProgressType = role == ParameterRole.Progress ? typeof(object) : null,
            ProgressCodec = role == ParameterRole.Progress ? ProgressCodec(session, description.Type) : null,
        };
    }

    // Of what is reported only the type's name is known; for one that is not known either, what arrives says its kind.
    private static DescribedCodec ProgressCodec(SessionSide session, string type)
    {
        const string progress = "System.IProgress<";
        string reported = type.StartsWith(progress, StringComparison.Ordinal) ? type[progress.Length..^1] : "";
        ValueKind kind = DescribedTypes.Find(reported) is { } known ? Values.ValueCodecs.Of(known).Kind : ValueKind.Unspecified;
        return new DescribedCodec(session, kind, reported);
    }
}
