using System.Text;
using ObjectServer.Errors;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Errors;

public sealed class ErrorBoundsTests
{
    private readonly ErrorTranslator _translator = new(new ExceptionRegistry());

    [Theory]
    [InlineData('a')]
    [InlineData('ä')]
    [InlineData('語')]
    public void ToWireFromUser_LongMessage_IsCutAndMarked(char letter)
    {
        var exception = new FormatException(new string(letter, 1_000_000));

        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Assert.InRange(Encoding.UTF8.GetByteCount(error.Message), ErrorTranslator.MaxMessageBytes - 8, ErrorTranslator.MaxMessageBytes);
        Assert.EndsWith("(cut)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToWireFromUser_MessageOfExactlyTheLimit_IsWhole()
    {
        var exception = new FormatException(new string('a', ErrorTranslator.MaxMessageBytes));

        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Assert.Equal(exception.Message, error.Message);
    }

    [Fact]
    public void ToWireFromUser_LongStack_IsCut()
    {
        var exception = new RemoteInvocationException("Acme.Broken", "m", new string('a', 1_000_000));

        Error error = _translator.ToWireFromUser(exception, includeStack: true);

        Assert.Equal(ErrorTranslator.MaxStackBytes, Encoding.UTF8.GetByteCount(error.RemoteStack));
    }

    [Fact]
    public void ToWireFromUser_DeepChain_IsKeptToTheDepth()
    {
        Exception exception = new FormatException("0");
        for (int i = 1; i < 100; i++)
            exception = new FormatException($"{i}", exception);

        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Assert.Equal(["99", "98", "97", "96", "95", "94", "93", "92"], Chain(error).Select(inner => inner.Message));
    }

    [Fact]
    public void FromWire_DeeperThanAnySender_IsReadToTheDepth()
    {
        var error = new Error { Code = ErrorCode.LockLost, Message = "0" };
        for (int i = 1; i < 50; i++)
            error = new Error { Code = ErrorCode.LockLost, Message = $"{i}", Inner = error };

        Exception? arrived = _translator.FromWire(error);

        int depth = 0;
        for (; arrived is not null; arrived = arrived.InnerException)
            depth++;
        Assert.Equal(ErrorTranslator.MaxDepth, depth);
    }

    [Fact]
    public void ToWireFromUser_WideAggregate_KeepsSome()
    {
        var exception = new AggregateException(Enumerable.Range(0, 1000).Select(i => new FormatException($"{i}")));

        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Assert.Equal(ErrorTranslator.MaxAggregated, error.Others.Count + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("some text that each of them carries")]
    public void ToWireFromUser_AggregatesInsideAggregates_StayWithinTheWhole(string message)
    {
        Exception exception = new FormatException(message);
        for (int i = 0; i < 6; i++)
            exception = new Nest(message, Enumerable.Repeat(exception, 8));

        Error error = _translator.ToWireFromUser(exception, includeStack: true);

        Assert.InRange(error.CalculateSize(), 1, 2 * ErrorTranslator.MaxTotalBytes);
    }

    [Fact]
    public void ToWire_EndlessCandidates_StayWithinTheWhole()
    {
        var exception = new ContractMismatchException("Acme.ICounter", [.. Enumerable.Repeat(new string('d', 1000), 10_000)]);

        Error error = _translator.ToWire(exception, includeStack: false);

        Assert.InRange(error.CalculateSize(), 1, 2 * ErrorTranslator.MaxTotalBytes);
        Assert.NotEmpty(error.Candidates);
    }

    [Fact]
    public void ToWireFromUser_LoneSurrogate_IsReplacedSoThatTheErrorCanLeave()
    {
        var exception = new FormatException("a\ud800b");

        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Assert.Equal("a\ufffdb", error.Message);
        Assert.Equal(error, ErrorTranslatorTests.Parse(error));
    }

    private static IEnumerable<Error> Chain(Error error)
    {
        for (Error? level = error; level is not null; level = level.Inner)
            yield return level;
    }

    private sealed class Nest(string message, IEnumerable<Exception> inner) : AggregateException(message, inner)
    {
        public override string Message => "";
    }
}
