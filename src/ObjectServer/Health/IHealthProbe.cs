namespace ObjectServer.Health;

/// <summary>A hidden object of the server's that its own health is asked of: no list shows it, no rule is about it, and it does nothing.</summary>
[SharedContract]
internal interface IHealthProbe
{
    /// <summary>Answers.</summary>
    Task AnswerAsync();
}
