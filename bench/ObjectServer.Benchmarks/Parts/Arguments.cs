using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ObjectServer.Values;

namespace ObjectServer.Benchmarks.Parts;

/// <summary>Two int arguments, written and read: by our codecs, and as JSON by the framework's serializer.</summary>
public class Arguments
{
    private static readonly ValueLimit Limit = new("none", long.MaxValue);
    private static readonly PayloadBuffer Payload = new();

    private readonly ValueWriter _writer = new();
    private readonly ValueReader _reader = new();
    private readonly ValueCodec<int> _codec = ValueCodecs.Of<int>();
    private int _next;

    /// <summary>By codecs.</summary>
    [Benchmark]
    public int Ours()
    {
        Payload.Clear();
        _writer.Reset(Payload, null, Limit);
        _codec.Write(_writer, ++_next);
        _codec.Write(_writer, 1000);
        _reader.Reset(Payload.AsSequence(), null, Limit);
        return _codec.Read(_reader) + _codec.Read(_reader);
    }

    /// <summary>As JSON.</summary>
    [Benchmark]
    public int Theirs()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new[] { ++_next, 1000 });
        int[] read = JsonSerializer.Deserialize<int[]>(json)!;
        return read[0] + read[1];
    }
}
