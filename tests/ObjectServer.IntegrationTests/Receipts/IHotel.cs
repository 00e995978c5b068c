namespace ObjectServer.IntegrationTests.Receipts;

[SharedContract]
public interface IHotel
{
    string Names { get; }

    /// <summary>Lets go of each visitor once.</summary>
    Task CheckOutAsync();

    int Receive(IVisitor visitor, byte[] luggage);

    /// <summary>As <see cref="Receive"/>, while nobody else is received.</summary>
    Task<int> ReceiveAsync(IVisitor visitor, byte[] luggage, CancellationToken cancel);

    Task StayAsync(CancellationToken cancel);
}
