using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>Writes and reads several values of a call's result, one behind the other.</summary>
internal sealed class OutcomeCodec<TFirst, TRest>(ValueCodec<TFirst> first, ValueCodec<TRest> rest) : ValueCodec<Outcome<TFirst, TRest>>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Unspecified;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, Outcome<TFirst, TRest> value)
    {
        first.Write(writer, value.First);
        rest.Write(writer, value.Rest);
    }

    /// <inheritdoc/>
    public override Outcome<TFirst, TRest> Read(ValueReader reader)
    {
        TFirst one = first.Read(reader);
        return new Outcome<TFirst, TRest>(one, rest.Read(reader));
    }
}
