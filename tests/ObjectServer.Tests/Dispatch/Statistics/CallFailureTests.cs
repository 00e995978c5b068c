using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Tests.Dispatch.Statistics;

/// <summary>Of an error its type and the beginning of its message are kept.</summary>
public sealed class CallFailureTests
{
    [Fact]
    public void Of_AShortMessage_KeepsItOnOneLine()
    {
        var failure = CallFailure.Of(new InvalidOperationException("one\ntwo"), DateTimeOffset.UnixEpoch);

        Assert.Equal(new CallFailure(DateTimeOffset.UnixEpoch, "System.InvalidOperationException", "one two"), failure);
    }

    [Theory]
    [InlineData(CallFailure.MostMessageChars + 1)]
    [InlineData(1_000_000)]
    public void Of_ALongMessage_CutsIt(int chars)
    {
        var failure = CallFailure.Of(new InvalidOperationException(new string('x', chars)), DateTimeOffset.UnixEpoch);

        Assert.Equal(new string('x', CallFailure.MostMessageChars - 1) + "…", failure.Message);
    }

    [Fact]
    public void Of_AMessageCutInAPair_LeavesNoHalfOfIt()
    {
        string message = new string('x', CallFailure.MostMessageChars - 2) + "😀 and more";

        var failure = CallFailure.Of(new InvalidOperationException(message), DateTimeOffset.UnixEpoch);

        Assert.Equal(new string('x', CallFailure.MostMessageChars - 2) + "…", failure.Message);
    }
}
