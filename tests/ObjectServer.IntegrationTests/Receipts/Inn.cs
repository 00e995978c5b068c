namespace ObjectServer.IntegrationTests.Receipts;

/// <summary>Has one constructor.</summary>
[SharedObject("inn")]
public sealed class Inn(int rooms, IVisitor first) : IHotel
{
    public string Names => $"{rooms}: {first.Name}";

    public async Task CheckOutAsync() => await ((IAsyncDisposable)first).DisposeAsync();

    public string NameOfFirst() => first.Name;

    public int Receive(IVisitor visitor, byte[] luggage) => luggage.Length;

    public Task<int> ReceiveAsync(IVisitor visitor, byte[] luggage, CancellationToken cancel) => Task.FromResult(luggage.Length);

    public (IHotel Self, byte[] Bill) Leave(int bytes) => (this, new byte[bytes]);

    public Task StayAsync(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel);
}
