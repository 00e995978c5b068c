using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

/// <summary>Payloads that no encoder writes. A failure names the round, which the seed repeats.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 20_000;
    private static readonly ValueCodec[] Codecs = [.. Samples.Types.Select(ValueCodecs.Of)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Payload_Mutated_GivesValuesOrDocumentedErrors(int seed)
    {
        byte[] sample = Samples.Write();
        var random = new Random(seed);
        var reader = new ValueReader();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] payload = (byte[])sample.Clone();
            for (int change = random.Next(1, 5); change > 0; change--)
                payload[random.Next(payload.Length)] = (byte)random.Next(256);

            reader.Reset(payload, Samples.References, Payloads.NoLimit);
            Read(reader, Codecs, $"round {round} of seed {seed}");
        }
    }

    [Fact]
    public void Payload_OfOneValueMutated_GivesValuesOrDocumentedErrors()
    {
        byte[] sample = Samples.Write();
        var random = new Random(3);
        ValueReader reader = Payloads.Reader(sample, Samples.References);
        for (int round = 0; round < Rounds; round++)
        {
            // Any bytes, mostly well-formed items, read as any type.
            byte[] content = new byte[random.Next(40)];
            random.NextBytes(content);
            byte tag = (byte)(random.Next(1, 16) << 3 | random.Next(10) switch { 0 => random.Next(8), < 6 => 2, _ => 0 });
            byte[] payload = random.Next(3) == 0 ? content : [0x0A, (byte)(content.Length + 2), tag, (byte)content.Length, .. content];
            var split = random.Next(2) == 0 && payload.Length > 0 ? Payloads.Split(payload, random.Next(payload.Length)) : new(payload);
            reader.Reset(split, Samples.References, Payloads.NoLimit);
            Read(reader, [Codecs[random.Next(Codecs.Length)]], $"round {round}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public void Payload_CutShort_GivesValuesOrDocumentedErrors(int padding)
    {
        byte[] sample = Samples.Write(padding);
        var reader = new ValueReader();
        for (int length = padding; length < sample.Length; length++)
        {
            var payload = padding == 0 ? new(sample.AsMemory(0, length)) : Payloads.Split(sample[..length], padding / 2);
            reader.Reset(payload, Samples.References, Payloads.NoLimit);
            if (padding > 0 && Record.Exception(reader.Skip) is not null)
                continue;

            Assert.True(Read(reader, Codecs, $"length {length}") is ArgumentEncodingException, $"length {length}");
        }
    }

    // What a value's own type may throw arrives as an error of values too; nothing else may.
    private static Exception? Read(ValueReader reader, ValueCodec[] codecs, string where)
    {
        try
        {
            foreach (ValueCodec codec in codecs)
                codec.ReadBoxed(reader);

            return null;
        }
        catch (Exception e) when (e is ArgumentEncodingException or ObjectGoneException or LimitExceededException)
        {
            return e;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{where}: {e.Message}", e);
        }
    }
}
