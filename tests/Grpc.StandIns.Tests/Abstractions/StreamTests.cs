using System.Reflection;
using Grpc.Core;

namespace Grpc.StandIns.Tests.Abstractions;

public sealed class StreamTests
{
    [Fact]
    public async Task WriteAsync_WriterThatKnowsNoCancellation_RefusesOnlyTokensThatCanBeCancelled()
    {
        OldWriter writer = new();
        IAsyncStreamWriter<string> stream = writer;
        using CancellationTokenSource cancellation = new();

        await stream.WriteAsync("a", CancellationToken.None);
        await Assert.ThrowsAsync<NotSupportedException>(() => stream.WriteAsync("b", cancellation.Token));

        Assert.Equal(["a"], writer.Written);
    }

    [Fact]
    public async Task ReadAllAsync_Cancelled_HandsTheTokenToTheReader()
    {
        using CancellationTokenSource cancellation = new();
        EndlessReader reader = new();
        List<int> read = [];

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (int number in reader.ReadAllAsync().WithCancellation(cancellation.Token))
            {
                read.Add(number);
                if (number == 3) await cancellation.CancelAsync();
            }
        });

        Assert.Equal([1, 2, 3], read);
    }

    [Fact]
    public void ReadAllAsync_NoReader_FailsAtOnce() =>
        Assert.Throws<ArgumentNullException>(() => ((IAsyncStreamReader<int>)null!).ReadAllAsync());

    [Fact]
    public void MoveNext_NoReader_FailsAtOnce() =>
        Assert.Throws<ArgumentNullException>(() => { _ = ((IAsyncStreamReader<int>)null!).MoveNext(); });

    [Fact]
    public void AsyncStreamReaderExtensions_OfBothAssemblies_HaveTheSameName()
    {
        Assembly[] assemblies = [typeof(Metadata).Assembly, typeof(ConnectivityState).Assembly];

        Assert.All(assemblies, assembly => Assert.NotNull(assembly.GetType("Grpc.Core.AsyncStreamReaderExtensions")));
    }

    private sealed class OldWriter : IAsyncStreamWriter<string>
    {
        public List<string> Written { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message)
        {
            Written.Add(message);
            return Task.CompletedTask;
        }
    }

    private sealed class EndlessReader : IAsyncStreamReader<int>
    {
        public int Current { get; private set; }

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Current++;
            return Task.FromResult(true);
        }
    }
}
