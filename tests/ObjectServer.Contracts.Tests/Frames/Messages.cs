using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>Messages of one chunk frame each, which is its number in bytes over and over.</summary>
internal static class Messages
{
    /// <summary>A message; whoever asked for it releases it.</summary>
    public static FrameBuffer Of(ulong number, int bytes)
    {
        byte[] data = new byte[bytes];
        Array.Fill(data, (byte)number);
        FrameBuffer message = FrameBuffer.Rent(16);
        ChunkFrame.Append(message, number, 0, new PayloadSource(data));
        return message;
    }

    /// <summary>The numbers and lengths of the frames of a message that a lane has read, which is released.</summary>
    public static List<(ulong Number, int Bytes)> Take(FrameBuffer message)
    {
        var all = new List<(ulong, int)>();
        var cursor = new FrameCursor(message.Span);
        while (cursor.MoveNext())
        {
            ChunkFrame chunk = ChunkFrame.Read(cursor.Body);
            ReadOnlySpan<byte> data = cursor.Body.Slice(chunk.DataOffset, chunk.DataLength);
            Assert.True(data.IndexOfAnyExcept((byte)chunk.Transfer) < 0);
            all.Add((chunk.Transfer, chunk.DataLength));
        }

        message.Release();
        return all;
    }
}
