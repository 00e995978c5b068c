namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>An object of a client's.</summary>
[SharedContract]
public interface IAnswerer
{
    Task<int> AnswerAsync(int question);
}
