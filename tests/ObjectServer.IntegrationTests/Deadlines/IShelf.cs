namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>Where clients leave objects for each other.</summary>
[SharedContract]
public interface IShelf
{
    Task KeepAsync(IHop hop);

    Task<IHop> TakeAsync();
}
