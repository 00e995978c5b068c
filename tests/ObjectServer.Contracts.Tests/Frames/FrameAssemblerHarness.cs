using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>Feeds an assembler as a socket would, and notes what comes out.</summary>
internal sealed class FrameAssemblerHarness : IDisposable
{
    private readonly FrameAssembler _assembler = new();

    public FrameAssemblerHarness() => _assembler.EndHandshake();

    public List<int> BodyLengths { get; } = [];

    public int Messages { get; private set; }

    /// <summary>How much the next receive may bring.</summary>
    public int RoomBytes => _assembler.Room().Length;

    public bool IsInsideFrame => _assembler.IsInsideFrame;

    public void Receive(ReadOnlySpan<byte> bytes, int pieceBytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> room = _assembler.Room().Span;
            int count = Math.Min(Math.Min(bytes.Length, pieceBytes), room.Length);
            bytes[..count].CopyTo(room);
            bytes = bytes[count..];
            if (_assembler.Received(count) is { } message) Read(message);
        }
    }

    public void Dispose() => _assembler.Dispose();

    private void Read(FrameBuffer message)
    {
        Messages++;
        var cursor = new FrameCursor(message.Span);
        while (cursor.MoveNext()) BodyLengths.Add(cursor.Length);
        message.Release();
    }
}
