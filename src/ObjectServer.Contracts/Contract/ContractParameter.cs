using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>One parameter of a contract's member. Immutable; reads may overlap.</summary>
internal sealed class ContractParameter
{
    private ValueCodec? _codec;
    private ValueCodec? _progressCodec;

    /// <summary>Name in the source; for a setter's last one "value".</summary>
    public required string Name { get; init; }

    /// <summary>Position, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The declared type; of a ref, out or in parameter the type of the variable.</summary>
    public required Type Type { get; init; }

    /// <summary>By value, or how else.</summary>
    public required ParameterPassing Passing { get; init; }

    /// <summary>The call gives it a new value, which the result brings.</summary>
    public bool IsReturned => Passing is ParameterPassing.Ref or ParameterPassing.Out;

    /// <summary>A caller may give nothing for it.</summary>
    public bool CanBeLeftOut => IsOptional || Role != ParameterRole.Value || Passing == ParameterPassing.Out;

    /// <summary>What the parameter is for.</summary>
    public required ParameterRole Role { get; init; }

    /// <summary>A caller need not give it.</summary>
    public required bool IsOptional { get; init; }

    /// <summary>What it is when not given, as an instance of <see cref="Type"/> or null; null when it is not optional.</summary>
    public required object? DefaultValue { get; init; }

    /// <summary>The declared type is itself a contract: the argument is a reference.</summary>
    public required bool IsContract { get; init; }

    /// <summary>
    /// The contract of a delegate of that type, where the declared one is known by the other side's description alone; null for most.
    /// </summary>
    public Func<Type, ContractModel>? DelegateContract { get; init; }

    /// <summary>What is reported, when this is an <see cref="IProgress{T}"/>; otherwise null.</summary>
    public required Type? ProgressType { get; init; }

    /// <summary>
    /// Writes and reads the argument; null unless <see cref="Role"/> is <see cref="ParameterRole.Value"/>. Found at first use,
    /// because contracts may mention each other in circles.
    /// </summary>
    public ValueCodec? Codec
    {
        get => Role == ParameterRole.Value ? _codec ??= ValueCodecs.Of(Type) : null;
        init => _codec = value;
    }

    /// <summary>Writes and reads what is reported; null unless this is an <see cref="IProgress{T}"/>. Found at first use.</summary>
    public ValueCodec? ProgressCodec
    {
        get => ProgressType is null ? null : _progressCodec ??= ValueCodecs.Of(ProgressType);
        init => _progressCodec = value;
    }
}
