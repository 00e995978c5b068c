namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>Answers when it is told to.</summary>
[SharedContract]
public interface ISlowAnswer
{
    /// <summary>Gives up when its caller does.</summary>
    string Answer(string text, CancellationToken cancel);

    /// <summary>Answers all the same, when its caller has long gone on.</summary>
    [SharedMember(TimeoutMs = 100)]
    string AnswerLate(string text);

    int LengthOf(string text);

    /// <summary>Completes when an answer is waited for.</summary>
    Task BegunAsync();

    void Finish();

    /// <summary>Completes when the late answer has been given.</summary>
    Task FinishedAsync();
}
