namespace ObjectServer.IntegrationTests.Delivery.Faults;

/// <summary>How a connection ends.</summary>
internal enum Fault
{
    /// <summary>When its ends end it.</summary>
    None,

    /// <summary>Both ways at once, wherever a message is.</summary>
    Cut,

    /// <summary>Towards the server only.</summary>
    HalfClose,

    /// <summary>It does not, but carries nothing any more.</summary>
    Stall,
}
