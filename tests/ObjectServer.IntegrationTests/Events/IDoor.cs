namespace ObjectServer.IntegrationTests.Events;

/// <summary>Takes its time to add a handler.</summary>
[SharedContract]
public interface IDoor
{
    event Action Opened;
}
