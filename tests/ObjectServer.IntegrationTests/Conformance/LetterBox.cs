using System.Globalization;
using System.Threading.Channels;
using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Conformance;

[SharedObject("letter box", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class LetterBox : ILetterBox
{
    private readonly Channel<string> _letters = Channel.CreateUnbounded<string>();

    public void Put(string text, string? nothing, bool flag, double number, byte[] bytes, (int, string) pair) => Drop(string.Create(
        CultureInfo.InvariantCulture, $"{text} {nothing ?? "null"} {flag} {number} {Convert.ToHexString(bytes)} {pair.Item1}{pair.Item2}"));

    public void PutStrange(Unwritable value) => Drop("strange");

    public void Drop(string text) => _letters.Writer.TryWrite(text);

    public async Task<string> TakeAsync() => await _letters.Reader.ReadAsync();
}
