using System.Buffers;
using ObjectServer.Values;

namespace ObjectServer.Wire;

/// <summary>
/// The encoded arguments or results that arrived with a frame: a part of a lane's message, or a whole transfer. Has one owner,
/// who disposes of it exactly once.
/// </summary>
internal readonly struct ReceivedPayload : IDisposable
{
    private readonly FrameBuffer? _frame;
    private readonly int _offset;
    private readonly int _length;
    private readonly ReceivedChunks? _transfer;
    private readonly PayloadBuffer? _whole;
    private readonly TransferBudget? _budget;

    /// <summary>A part of <paramref name="frame"/>, which is retained.</summary>
    public ReceivedPayload(FrameBuffer frame, int offset, int length)
    {
        frame.Retain();
        _frame = frame;
        _offset = offset;
        _length = length;
    }

    /// <summary>A transfer that has arrived whole; its bytes count against <paramref name="budget"/> until this is disposed of.</summary>
    public ReceivedPayload(ReceivedChunks transfer, TransferBudget budget)
    {
        _transfer = transfer;
        _budget = budget;
    }

    /// <summary>A payload that came some other way, and counts against nothing.</summary>
    public ReceivedPayload(PayloadBuffer whole) => _whole = whole;

    /// <summary>Starts <paramref name="reader"/> on the payload.</summary>
    public void Open(ValueReader reader, IReferenceScope references, ValueLimit limit)
    {
        if (_frame is not null) reader.Reset(_frame.Slice(_offset, _length), references, limit);
        else reader.Reset(Bytes, references, limit);
        reader.Transfer = _transfer;
    }

    /// <summary>The bytes, for the rare receiver that parses them as a generated message.</summary>
    public ReadOnlySequence<byte> Bytes => _frame is not null
        ? new ReadOnlySequence<byte>(_frame.Slice(_offset, _length))
        : _transfer?.AsSequence() ?? _whole?.AsSequence() ?? ReadOnlySequence<byte>.Empty;

    /// <inheritdoc/>
    public void Dispose()
    {
        _frame?.Release();
        _whole?.Dispose();
        if (_transfer is null) return;
        long length = _transfer.Length;
        _transfer.Dispose();
        _budget?.GiveBack(length);
    }
}
