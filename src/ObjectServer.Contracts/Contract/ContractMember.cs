using System.Reflection;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>
/// One callable member of a contract: a method, or one accessor of a property or indexer. Immutable; reads may overlap.
/// </summary>
internal sealed class ContractMember
{
    private ValueCodec? _resultCodec;
    private ValueCodec? _outcomeCodec;
    private ContractModel? _resultContract;

    /// <summary>The number by which calls name it; see <see cref="MemberId"/>.</summary>
    public required ulong Id { get; init; }

    /// <summary>Its place in <see cref="ContractModel.Members"/>.</summary>
    public required int Index { get; init; }

    /// <summary>The method's name, or the property's (an indexer's is "Item").</summary>
    public required string Name { get; init; }

    /// <summary>Full signature, in the form that docs/contracts.md defines.</summary>
    public required string Signature { get; init; }

    /// <summary>Method, getter or setter.</summary>
    public required MemberKind Kind { get; init; }

    /// <summary>The interface's method, or accessor.</summary>
    public required MethodInfo Method { get; init; }

    /// <summary>Of a generic method whose type arguments are given: the method without them. Null for every other member.</summary>
    public required ContractMember? Definition { get; init; }

    /// <summary>The type arguments of a generic method, or its type parameters while they are not given; empty for every other member.</summary>
    public required IReadOnlyList<Type> TypeArguments { get; init; }

    /// <summary>A generic method whose type arguments are not given: they come with each call, and <see cref="Close"/> takes them.</summary>
    public bool IsOpen => Method.IsGenericMethodDefinition;

    /// <summary>The property or indexer that the accessor belongs to; null for a method.</summary>
    public required PropertyInfo? Property { get; init; }

    /// <summary>The interface that declares it: the contract, or one that it inherits. In a contract read from a class, that class or a base.</summary>
    public required Type DeclaringInterface { get; init; }

    /// <summary>In order; a setter's last one is the value.</summary>
    public required IReadOnlyList<ContractParameter> Parameters { get; init; }

    /// <summary>Those of <see cref="Parameters"/> that are ref or out: the call gives them new values.</summary>
    public required IReadOnlyList<ContractParameter> Returned { get; init; }

    /// <summary>How the result is handed to the caller.</summary>
    public required ReturnShape Shape { get; init; }

    /// <summary>Type of the result itself, without the task around it; <c>void</c> when there is none.</summary>
    public required Type ResultType { get; init; }

    /// <summary>The result is a reference to an object of another contract.</summary>
    public required bool ResultIsContract { get; init; }

    /// <inheritdoc cref="SharedMemberAttribute.ReadOnly"/>
    public required bool ReadOnly { get; init; }

    /// <inheritdoc cref="SharedMemberAttribute.OneWay"/>
    public required bool OneWay { get; init; }

    /// <inheritdoc cref="SharedMemberAttribute.CpuBound"/>
    public required bool CpuBound { get; init; }

    /// <inheritdoc cref="SharedMemberAttribute.TimeoutMs"/>
    public required int TimeoutMs { get; init; }

    /// <summary>No default limit is meant for its calls: what comes next of a sequence may take any time.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>The contract itself says what the member does where the class does not.</summary>
    public required bool HasDefaultImplementation { get; init; }

    /// <summary>At least one parameter is an <see cref="IProgress{T}"/>.</summary>
    public required bool HasProgress { get; init; }

    /// <summary>
    /// Writes and reads the result; null when there is none. Found at first use, because contracts may mention each other in circles.
    /// </summary>
    public ValueCodec? ResultCodec
    {
        get => ResultType == typeof(void) ? null : _resultCodec ??= ReturnedAs?.Codec(ResultType) ?? ValueCodecs.Of(ResultType);
        init => _resultCodec = value;
    }

    /// <summary>The registered type that the result goes by reference as, although its declared type is no contract; null for most.</summary>
    public ReturnedType? ReturnedAs { get; init; }

    /// <summary>Name of the declaring type where that type is not known on this side; null for most.</summary>
    public string? DeclaringName { get; init; }

    /// <summary>
    /// What a call brings back as one type: the result, then what <see cref="Returned"/> parameters have become; <c>void</c> for nothing.
    /// </summary>
    public Type OutcomeType => Returned.Count == 0 ? ResultType : Outcomes.TypeOf(OutcomeTypes());

    /// <summary>Writes and reads a value of <see cref="OutcomeType"/>; null when that is <c>void</c>. Found at first use, too.</summary>
    public ValueCodec? OutcomeCodec =>
        Returned.Count == 0 ? ResultCodec : _outcomeCodec ??= Outcomes.CodecOf(OutcomeCodecs());

    /// <summary>The contract that the result is a reference to; null if it is none. Read at first use.</summary>
    /// <exception cref="InvalidContractException">That contract has members that cannot be remote.</exception>
    public ContractModel? ResultContract => ResultIsContract ? _resultContract ??= ContractModel.Of(ResultType) : ReturnedAs?.Contract;

    /// <summary>The member with its type arguments given.</summary>
    /// <exception cref="ArgumentEncodingException">The method cannot take them; the message says why.</exception>
    public ContractMember Close(Type[] typeArguments) => GenericMethods.Close(this, typeArguments);

    /// <summary>Its name, with <c>.get</c> or <c>.set</c> for an accessor.</summary>
    public string ShortName => field ??= Kind switch
    {
        MemberKind.Getter => Name + ".get",
        MemberKind.Setter => Name + ".set",
        _ => Name,
    };

    /// <summary>What the spans of its calls are called: its interface and its name.</summary>
    public string SpanName => field ??= $"{DeclaringName ?? TypeNames.Of(DeclaringInterface)}/{ShortName}";

    /// <summary>Declaring interface and signature.</summary>
    public override string ToString() => $"{DeclaringName ?? TypeNames.Of(DeclaringInterface)}::{Signature}";

    private Type[] OutcomeTypes()
    {
        IEnumerable<Type> returned = Returned.Select(parameter => parameter.Type);
        return [.. ResultType == typeof(void) ? returned : returned.Prepend(ResultType)];
    }

    private ValueCodec[] OutcomeCodecs()
    {
        IEnumerable<ValueCodec> returned = Returned.Select(parameter => parameter.Codec!);
        return [.. ResultCodec is { } result ? returned.Prepend(result) : returned];
    }
}
