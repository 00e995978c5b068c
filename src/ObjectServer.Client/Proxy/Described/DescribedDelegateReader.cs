using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>Reads a delegate type of this side as one that is called as the other side's description says.</summary>
/// <param name="session">Where the calls come from.</param>
/// <param name="theirs">The member that calls the other side's delegate.</param>
internal sealed class DescribedDelegateReader(SessionSide session, MemberDescription theirs)
{
    private const string Sender = "System.Object";

    /// <summary>The member that calls a delegate of the type; false, with the reason, when that does not fit.</summary>
    public bool TryRead(Type type, [NotNullWhen(true)] out ContractMember? member, [NotNullWhen(false)] out string? reason)
    {
        member = null;
        MethodInfo invoke = type.GetMethod("Invoke")!;
        ParameterInfo[] own = invoke.GetParameters();
        reason = own.Length == theirs.Parameters.Count ? null : $"it takes {own.Length} arguments, and {theirs.Parameters.Count} are given";
        var parameters = new ContractParameter[own.Length];
        for (int i = 0; i < own.Length && reason is null; i++) parameters[i] = Read(own[i], theirs.Parameters[i], out reason);
        if (reason is not null) return false;

        (ReturnShape shape, Type resultType) = ReturnShapes.Of(invoke.ReturnType);
        reason = ReadResult(shape, resultType, out ValueCodec? result);
        if (reason is not null) return false;

        member = new ContractMember
        {
            Id = theirs.Id,
            Index = 0,
            Name = theirs.Name,
            Signature = theirs.Signature,
            Kind = MemberKind.Method,
            Property = null,
            Definition = null,
            TypeArguments = [],
            Returned = [],
            Parameters = parameters,
            Shape = shape,
            ResultType = resultType,
            ResultCodec = result,
            ResultIsContract = false,
            ReadOnly = false,
            OneWay = false,
            CpuBound = false,
            TimeoutMs = 0,
            HasDefaultImplementation = false,
            HasProgress = false,
            Method = invoke,
            DeclaringInterface = type,
            DeclaringName = theirs.DeclaringInterface,
        };
        return true;
    }

    private ContractParameter Read(ParameterInfo own, ParameterDescription given, out string? reason)
    {
        ParameterRole role = given.Kind is not (ValueKind.None or ValueKind.Unspecified) ? ParameterRole.Value
            : own.Position == 0 && given.Type == Sender ? ParameterRole.Sender
            : ParameterRole.Cancellation;
        Type type = own.ParameterType;
        ValueCodec? codec = null;
        bool fits = role switch
        {
            ParameterRole.Sender => type == typeof(object),
            ParameterRole.Cancellation => type == typeof(CancellationToken),
            _ => TryCodec(type, given.Kind, given.Type, out codec),
        };
        reason = fits ? null : $"its parameter {own.Name} is a {TypeNames.Of(type)}, and a {given.Type} is given";
        return new ContractParameter
        {
            Name = given.Name,
            Position = own.Position,
            Type = type,
            Passing = ParameterPassing.Unspecified,
            Role = role,
            IsOptional = false,
            DefaultValue = null,
            IsContract = false,
            ProgressType = null,
            Codec = codec,
        };
    }

    private string? ReadResult(ReturnShape shape, Type type, out ValueCodec? codec)
    {
        codec = null;
        bool isTask = shape is not (ReturnShape.Void or ReturnShape.Value);
        bool hasResult = theirs.ResultType.Length > 0;
        if (isTask && !theirs.Asynchronous) return "it returns a task, for which nobody waits";
        if (!hasResult) return type == typeof(void) ? null : $"it returns a {TypeNames.Of(type)}, and nothing is wanted";
        if (type == typeof(void)) return $"it returns nothing, and a {theirs.ResultType} is wanted";
        return TryCodec(type, theirs.ResultKind, theirs.ResultType, out codec) ? null : $"it returns a {TypeNames.Of(type)}, and a {theirs.ResultType} is wanted";
    }

    /// <summary>What is of no type of its own takes whatever it is given; others must be of the declared kind, and of the type where that says more.</summary>
    private bool TryCodec(Type type, ValueKind kind, string name, [NotNullWhen(true)] out ValueCodec? codec)
    {
        codec = null;
        if (kind == ValueKind.Progress || type.IsByRef) return false;
        if (type == typeof(object))
        {
            codec = new DescribedCodec(session, kind, name);
            return true;
        }

        return ValueCodecs.TryOf(type, out codec, out _) && codec.Kind == kind && IsSame(type, DescribedTypes.Find(name, kind), kind);
    }

    // Whole numbers are checked as they are read. Others of one kind may be of several types: a Guid is no decimal.
    private static bool IsSame(Type type, Type? declared, ValueKind kind)
    {
        Type own = Nullable.GetUnderlyingType(type) ?? type;
        if (declared is null || own == declared) return true;
        if (kind is ValueKind.Integer or ValueKind.Unsigned) return own != typeof(char) && declared != typeof(char);
        return declared.IsSZArray && own.IsGenericType && own.GetGenericArguments()[0] == declared.GetElementType();
    }
}
