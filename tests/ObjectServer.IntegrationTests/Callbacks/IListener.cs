namespace ObjectServer.IntegrationTests.Callbacks;

/// <summary>An object of a client, called back by the server.</summary>
[SharedContract]
public interface IListener
{
    string Name { get; set; }

    string Answer(string question);

    Task<string> AnswerAsync(string question, CancellationToken cancel = default);

    double[] Twice(double[] numbers);

    Task<int> CountAsync(int steps, IProgress<int>? progress = null);

    /// <summary>Calls the teller back, which calls this back, and so on.</summary>
    Task<int> BounceAsync(ITeller teller, int times);
}
