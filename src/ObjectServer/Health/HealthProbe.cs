namespace ObjectServer.Health;

/// <inheritdoc/>
internal sealed class HealthProbe : IHealthProbe
{
    /// <inheritdoc/>
    public Task AnswerAsync() => Task.CompletedTask;
}
