using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Benchmarks.Parts;

/// <summary>A batch of 64 small results, written and read: by hand over a pooled buffer, and by the code that protoc generates.</summary>
public class ResultFrames
{
    private static readonly byte[] Values = [3, 0, 0, 0];

    // Kept, so that nothing can be left out.
    private ulong _sum;

    /// <summary>By hand.</summary>
    [Benchmark(OperationsPerInvoke = CallFrames.Calls)]
    public ulong Ours()
    {
        FrameBuffer buffer = FrameBuffer.Rent(1024);
        for (ulong i = 1; i <= CallFrames.Calls; i++)
        {
            new ResultFrame { Sequence = i }.Append(buffer, new PayloadSource(Values), default);
        }

        ulong sum = 0;
        var cursor = new FrameCursor(buffer.Span);
        while (cursor.MoveNext())
        {
            ResultFrame result = ResultFrame.Read(cursor.Body);
            sum += result.Sequence + (ulong)cursor.Body[result.ValuesOffset];
        }

        buffer.Release();
        return _sum = sum;
    }

    /// <summary>By generated code.</summary>
    [Benchmark(OperationsPerInvoke = CallFrames.Calls)]
    public ulong Theirs()
    {
        var batch = new FrameBatch();
        for (ulong i = 1; i <= CallFrames.Calls; i++)
        {
            batch.Frames.Add(new Frame { Result = new Result { Sequence = i, Values = ByteString.CopyFrom(Values) } });
        }

        ulong sum = 0;
        foreach (Frame frame in FrameBatch.Parser.ParseFrom(batch.ToByteArray()).Frames)
        {
            sum += frame.Result.Sequence + frame.Result.Values[0];
        }

        return _sum = sum;
    }
}
