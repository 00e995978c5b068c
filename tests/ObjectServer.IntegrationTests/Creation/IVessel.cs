namespace ObjectServer.IntegrationTests.Creation;

/// <summary>Says which of its constructors made it.</summary>
[SharedContract]
public interface IVessel
{
    string Made { get; }
}
