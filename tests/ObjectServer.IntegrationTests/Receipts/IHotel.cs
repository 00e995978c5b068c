namespace ObjectServer.IntegrationTests.Receipts;

[SharedContract]
public interface IHotel
{
    string Names { get; }

    /// <summary>Lets go of each visitor once.</summary>
    Task CheckOutAsync();

    string NameOfFirst();

    int Receive(IVisitor visitor, byte[] luggage);

    /// <summary>As <see cref="Receive"/>, while nobody else is received.</summary>
    Task<int> ReceiveAsync(IVisitor visitor, byte[] luggage, CancellationToken cancel);

    /// <summary>Itself, beside more than goes inside a frame.</summary>
    (IHotel Self, byte[] Bill) Leave(int bytes);

    Task StayAsync(CancellationToken cancel);
}
