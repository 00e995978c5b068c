namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>A lock that nobody waits for: who has it, and the last token that was given.</summary>
internal sealed class LockModel : ISequentialModel<(int Holder, ulong Token)>
{
    /// <summary>What a call answers that did not get the lock.</summary>
    public const ulong NotAcquired = 0;

    /// <inheritdoc/>
    public (int Holder, ulong Token) Initial => (0, 0);

    /// <inheritdoc/>
    public bool TryRun((int Holder, ulong Token) state, Operation operation, out (int Holder, ulong Token) next)
    {
        next = state;
        switch (operation.Input)
        {
            case "tryAcquire" when operation.IsKnown && (ulong)operation.Output! == NotAcquired:
                return state.Holder != 0;
            case "tryAcquire":
                // A token is greater than all before it; how much greater does not matter.
                next = (operation.Client, operation.IsKnown ? (ulong)operation.Output! : state.Token + 1);
                return state.Holder == 0 && next.Token > state.Token;
            case "release":
                next = (0, state.Token);
                return state.Holder == operation.Client;
            default:
                throw new InvalidOperationException($"{operation.Input}");
        }
    }
}
