using Microsoft.Extensions.Logging;
using ObjectServer.Admin.Log;

namespace ObjectServer.Tests.Admin;

/// <summary>The last lines of the log, in memory: how many, of whom, and how long.</summary>
public sealed class LogTailTests : IDisposable
{
    private readonly LogTail _tail = new(TimeProvider.System, new LogScope(WholeProcess: false));

    public void Dispose() => _tail.Dispose();

    [Fact]
    public void Lines_BeyondTheCapacity_DropTheOldest()
    {
        ILogger log = _tail.CreateLogger("ObjectServer.Session.ServerCore");
        for (int i = 1; i <= LogTail.Capacity + 5; i++) Write(log, LogLevel.Information, $"line {i}");

        IReadOnlyList<LogLine> lines = _tail.Read();

        Assert.Equal(LogTail.Capacity, lines.Count);
        Assert.Equal(("line 6", 6), (lines[0].Text, lines[0].Number));
        Assert.Equal(LogTail.Capacity + 5, lines[^1].Number);
        Assert.Equal(lines[^1].Number, _tail.Last);
    }

    [Fact]
    public void Read_GivesTheLastOnes_AfterANumber_OfALevel()
    {
        ILogger log = _tail.CreateLogger("ObjectServer");
        Write(log, LogLevel.Information, "one");
        Write(log, LogLevel.Warning, "two");
        Write(log, LogLevel.Information, "three");
        Write(log, LogLevel.Error, "four");

        Assert.Equal(["three", "four"], _tail.Read(most: 2).Select(line => line.Text));
        Assert.Equal(["three", "four"], _tail.Read(after: 2).Select(line => line.Text));
        Assert.Equal(["two", "four"], _tail.Read(least: LogLevel.Warning).Select(line => line.Text));
        Assert.Empty(_tail.Read(after: 4));
    }

    [Fact]
    public void Texts_AreOneLine_AndCut()
    {
        ILogger log = _tail.CreateLogger("ObjectServer");
        Write(log, LogLevel.Warning, "first\nsecond", new InvalidOperationException("third\nfourth"));
        Write(log, LogLevel.Warning, new string('x', 1000));

        Assert.Equal("first second System.InvalidOperationException: third fourth", _tail.Read()[0].Text);
        Assert.Equal(LogLine.MostCharacters, _tail.Read()[1].Text.Length);
    }

    [Theory]
    [InlineData(false, "ObjectServer.Session.ServerCore", LogLevel.Information, true)]
    [InlineData(false, "ObjectServer.Session.ServerCore", LogLevel.Debug, false)]
    [InlineData(false, "ObjectServerish", LogLevel.Error, false)]
    [InlineData(false, "Shop.Orders", LogLevel.Error, false)]
    [InlineData(true, "Shop.Orders", LogLevel.Information, true)]
    [InlineData(true, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, false)]
    [InlineData(true, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, true)]
    [InlineData(true, "Grpc.AspNetCore.Server", LogLevel.Information, false)]
    public void Category_IsKept_AsTheScopeSays(bool wholeProcess, string category, LogLevel level, bool kept)
    {
        using var tail = new LogTail(TimeProvider.System, new LogScope(wholeProcess));
        ILogger log = tail.CreateLogger(category);

        Write(log, level, "a line");

        Assert.Equal(kept, log.IsEnabled(level));
        Assert.Equal(kept ? 1 : 0, tail.Read().Count);
    }

    [Fact]
    public async Task More_CompletesWithTheNextLine()
    {
        ILogger log = _tail.CreateLogger("ObjectServer");
        Task more = _tail.MoreAsync(0);
        Assert.False(more.IsCompleted);

        Write(log, LogLevel.Information, "one");

        await more;
        Assert.True(_tail.MoreAsync(0).IsCompleted);
        Assert.False(_tail.MoreAsync(1).IsCompleted);
    }

    private static void Write(ILogger log, LogLevel level, string text, Exception? exception = null) =>
        log.Log(level, default, text, exception, static (state, _) => state);
}
