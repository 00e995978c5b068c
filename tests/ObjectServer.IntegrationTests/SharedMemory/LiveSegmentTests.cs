using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Memory;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Segments as objects in their own server use them.</summary>
public sealed class LiveSegmentTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartInProcessAsync(static _ => { });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void WhatWasRead_StaysAsItWas()
    {
        var segment = new SharedSegment(_server.Memory, ElementFormat.Byte, [100]);
        ReadOnlyMemory<byte> read = segment.Read(10, 2);
        segment.Write(10, new byte[] { 1, 2 });
        ReadOnlyMemory<byte> later = segment.Read(10, 2);
        segment.Dispose();

        Assert.Equal([0, 0], read.ToArray());
        Assert.Equal([1, 2], later.ToArray());
    }

    [Fact]
    public void WritingThatFails_KeepsNoMemory()
    {
        using var unreadable = new UnreadableBytes();
        var segment = new SharedSegment(_server.Memory, ElementFormat.Byte, [100]);

        Assert.Throws<InvalidOperationException>(() => segment.Write(0, unreadable.Take(8)));

        segment.Dispose();
        Assert.False(segment.Mapping.TryUse());
    }
}
