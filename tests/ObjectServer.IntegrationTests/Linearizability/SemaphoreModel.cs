namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>A semaphore that nobody waits for: how many permits are left.</summary>
/// <param name="permits">How many there are at first.</param>
internal sealed class SemaphoreModel(int permits) : ISequentialModel<int>
{
    /// <inheritdoc/>
    public int Initial => permits;

    /// <inheritdoc/>
    public bool TryRun(int state, Operation operation, out int next)
    {
        next = state;
        switch (operation.Input)
        {
            case "tryAcquire":
                bool isLeft = state > 0;
                if (isLeft) next = state - 1;
                return !operation.IsKnown || Equals(operation.Output, isLeft);
            case "release":
                next = state + 1;
                return true;
            default:
                throw new InvalidOperationException($"{operation.Input}");
        }
    }
}
