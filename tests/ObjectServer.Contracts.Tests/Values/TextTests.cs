namespace ObjectServer.Tests.Values;

public sealed class TextTests
{
    [Fact]
    public void Text_WithALoneSurrogate_IsRefusedAndLeavesNothing()
    {
        string[] texts =
        [
            "\uD800", "\uDC00", "a\uD800b", "\uDC00\uD800", new string('x', 5000) + "\uD83D", "\uD83D" + new string('x', 5000),
            new string('x', (1 << 20) - 1) + "\uD83Dx", new string('ä', (1 << 20) + 7) + "\uDE00",
        ];

        foreach (string text in texts)
        {
            byte[] payload = Payloads.Write(writer =>
            {
                writer.WriteInteger(1);
                Assert.Contains("lone surrogate", Assert.Throws<ArgumentEncodingException>(() => writer.WriteText(text)).Message, StringComparison.Ordinal);
                writer.WriteInteger(2);
            });

            Assert.Equal([1L, 2L], ObjectServer.Wire.Values.Parser.ParseFrom(payload).Items.Select(item => item.Integer));
        }
    }

    [Fact]
    public void Text_WithAPairAcrossPieces_ArrivesEqual()
    {
        string text = new string('x', (1 << 20) - 1) + "\uD83D\uDE00" + new string('€', 1 << 20) + "\uD83D\uDE00";

        Assert.Equal(text, Payloads.RoundTrip(text));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0x80 })]
    public void Text_OfInvalidBytes_IsRefused(byte[] utf8)
    {
        byte[] payload = [0x0A, (byte)(utf8.Length + 2), 0x3A, (byte)utf8.Length, .. utf8];
        byte[] padded = [.. Payloads.Write(new byte[20_000]), .. payload];

        ScalarTests.Refused<string>(payload, "not valid UTF-8");
        for (int cut = 20_000; cut < padded.Length; cut++)
        {
            ObjectServer.Values.ValueReader reader = Payloads.Reader(Payloads.Split(padded, cut));
            reader.Skip();
            Assert.Contains("not valid UTF-8", Assert.Throws<ArgumentEncodingException>(reader.ReadText).Message, StringComparison.Ordinal);
        }
    }
}
