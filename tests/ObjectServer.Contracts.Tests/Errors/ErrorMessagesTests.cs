namespace ObjectServer.Contracts.Tests.Errors;

public sealed class ErrorMessagesTests
{
    [Fact]
    public void LimitExceeded_Message_NamesLimitRequestAndOption()
    {
        var exception = new LimitExceededException("MaxValueBytes", 1024, 4096, "The argument data");

        Assert.StartsWith("The argument data needs 4096; MaxValueBytes allows 1024.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("raise MaxValueBytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("MaxValueBytes", 1024, 4096), (exception.LimitName, exception.Limit, exception.Requested));
    }

    [Fact]
    public void ObjectNotFound_Message_NamesTheNearest()
    {
        var exception = new ObjectNotFoundException("catalog", ["catalogue", "dialog"]);

        Assert.Contains("\"catalog\". Nearest: catalogue, dialog.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ObjectNotFound_NoCandidates_NamesNone()
    {
        var exception = new ObjectNotFoundException("catalog");

        Assert.DoesNotContain("Nearest", exception.Message, StringComparison.Ordinal);
        Assert.Empty(exception.Candidates);
    }

    [Fact]
    public void TypeNotRegistered_Message_SaysHowToRegister()
    {
        var exception = new TypeNotRegisteredException("replica", ["replicas"]);

        Assert.Contains("Nearest: replicas.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AddType", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MemberNotFound_Message_SaysWhatThereIs()
    {
        var exception = new MemberNotFoundException("Acme.ICounter", "Run", ["RunAsync"]);

        Assert.Contains("Acme.ICounter has no member Run. It has, nearest first: RunAsync.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ObjectGone_Message_NamesTheReference()
    {
        var reference = new ObjectReference(Guid.Empty, 1, 2, 3);

        var exception = new ObjectGoneException(reference);

        Assert.Contains(reference.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal(reference, exception.Reference);
    }

    [Fact]
    public void NameTaken_Message_NamesIt()
    {
        var exception = new NameTakenException("r1");

        Assert.Contains("\"r1\"", exception.Message, StringComparison.Ordinal);
        Assert.Equal("r1", exception.Name);
    }
}
