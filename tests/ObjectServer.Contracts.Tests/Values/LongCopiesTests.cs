using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

public sealed class LongCopiesTests
{
    [Theory]
    [InlineData(LongCopies.LeastBytes - 64)]
    [InlineData(LongCopies.LeastBytes + 8)]
    public async Task ArraysOfAnyLength_ArriveFromThreadsOfThePool(long bytes)
    {
        double[] sent = new double[bytes / sizeof(double)];
        for (int i = 0; i < sent.Length; i++) sent[i] = i;
        byte[] raw = new byte[bytes];
        Random.Shared.NextBytes(raw);

        (double[]? numbers, byte[]? binary) = await Task.Run(() => (Payloads.RoundTrip(sent), Payloads.RoundTrip(raw)));

        Assert.Equal(sent, numbers);
        Assert.True(raw.AsSpan().SequenceEqual(binary));
    }

    [Fact]
    public async Task LongCopies_KeepNoThreadOfThePool()
    {
        // As many as there are cores run at a time; all others wait for their turn.
        int running = 0;
        int most = 0;
        int pooled = 0;
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, 8 * Environment.ProcessorCount).Select(_ => Task.Run(() => LongCopies.Run(LongCopies.LeastBytes, () =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
                if (Thread.CurrentThread.IsThreadPoolThread) pooled++;
            }

            Thread.Yield();
            lock (gate) running--;
        }))));

        Assert.InRange(most, 1, Environment.ProcessorCount);
        Assert.Equal(0, pooled);
    }

    [Fact]
    public async Task WhatACopyThrows_IsThrownWhereItIsAwaited()
    {
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Task.Run(() => LongCopies.Run(LongCopies.LeastBytes, () => throw new InvalidOperationException("as it is"))));

        Assert.Equal("as it is", thrown.Message);
    }

    [Fact]
    public async Task ShortCopies_StayWhereTheyAre()
    {
        Assert.True(await Task.Run(() =>
        {
            int here = Environment.CurrentManagedThreadId;
            int there = 0;
            LongCopies.Run(LongCopies.LeastBytes - 1, () => there = Environment.CurrentManagedThreadId);
            return there == here;
        }));
    }
}
