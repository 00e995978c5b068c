using ObjectServer.Contract;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// Reads and writes the arguments and results of calls, in both directions and whichever way they came in. Each thread keeps a reader, a
/// writer and a buffer for its next call; nested use gets others. Calls may overlap.
/// </summary>
internal static class CallValues
{
    [ThreadStatic]
    private static ValueWriter? _writer;

    [ThreadStatic]
    private static PayloadBuffer? _spare;

    [ThreadStatic]
    private static ValueReader? _reader;

    [ThreadStatic]
    private static EncodedResult? _result;

    /// <summary>A reader on a payload; closed by <see cref="CloseReader"/>.</summary>
    public static ValueReader OpenReader(in ReceivedPayload payload, IReferenceScope references, ValueLimit limit)
    {
        ValueReader reader = TakeReader();
        payload.Open(reader, references, limit);
        return reader;
    }

    /// <summary>A reader; closed by <see cref="CloseReader"/>.</summary>
    public static ValueReader TakeReader()
    {
        ValueReader reader = _reader ?? new ValueReader();
        _reader = null;
        return reader;
    }

    /// <summary>The reader is not used any more.</summary>
    public static void CloseReader(ValueReader reader)
    {
        reader.Reset(ReadOnlyMemory<byte>.Empty, null, default);
        _reader = reader;
    }

    /// <summary>A writer; given back by <see cref="Recycle(ValueWriter)"/>.</summary>
    public static ValueWriter TakeWriter()
    {
        ValueWriter writer = _writer ?? new ValueWriter();
        _writer = null;
        return writer;
    }

    /// <summary>A writer is not used any more.</summary>
    public static void Recycle(ValueWriter writer)
    {
        // What a thread keeps for its next call must not keep the session of its last one, and all that this one knew.
        writer.Clear();
        _writer = writer;
    }

    /// <summary>An empty buffer.</summary>
    public static PayloadBuffer TakeBuffer()
    {
        PayloadBuffer buffer = _spare ?? new PayloadBuffer();
        _spare = null;
        return buffer;
    }

    /// <summary>A buffer is not used any more.</summary>
    public static void Recycle(PayloadBuffer buffer)
    {
        buffer.Clear();
        if (_spare is null) _spare = buffer;
        else buffer.Dispose();
    }

    /// <summary>A result in a buffer, to be disposed of by its one owner.</summary>
    public static EncodedResult TakeResult(PayloadBuffer payload)
    {
        EncodedResult result = _result ?? new EncodedResult();
        _result = null;
        result.Begin(payload);
        return result;
    }

    /// <summary>A result is not used any more.</summary>
    public static void Recycle(EncodedResult result) => _result = result;

    /// <summary>Writes a result.</summary>
    /// <param name="codec">Writes it.</param>
    /// <param name="result">The result.</param>
    /// <param name="member">Whose result it is, for messages; null when it is no member's.</param>
    /// <param name="references">Holds what the result refers to; nothing more than before when it could not be written.</param>
    /// <param name="limit">What it may take.</param>
    /// <exception cref="ArgumentEncodingException">The result cannot be written.</exception>
    /// <exception cref="LimitExceededException">It is larger than the limit.</exception>
    public static EncodedResult Encode<T>(
        ValueCodec<T> codec, T result, ContractMember? member, SessionReferences references, ValueLimit limit)
    {
        ValueWriter writer = TakeWriter();
        EncodedResult encoded = TakeResult(TakeBuffer());
        Exports? outer = Exports.Begin();
        bool written = false;
        try
        {
            writer.Reset(encoded.Payload, references, limit, handsOver: true);
            codec.Write(writer, result);
            written = true;
            return encoded;
        }
        catch (ObjectServerException e) when (member is not null && e is ArgumentEncodingException or InvalidContractException)
        {
            throw new ArgumentEncodingException($"The result of {member} cannot be sent: {e.Message}", null, e);
        }
        finally
        {
            Recycle(writer);
            encoded.Exports = Exports.End(outer);
            if (!written)
            {
                encoded.Exports?.Undo(references);
                encoded.Dispose();
            }
        }
    }
}
