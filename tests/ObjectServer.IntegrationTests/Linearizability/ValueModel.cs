namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>A value that is read, written, and written if it has a version.</summary>
internal sealed class ValueModel : ISequentialModel<(int Value, long Version)>
{
    /// <inheritdoc/>
    public (int Value, long Version) Initial => (0, 0);

    /// <inheritdoc/>
    public bool TryRun((int Value, long Version) state, Operation operation, out (int Value, long Version) next)
    {
        next = state;
        switch (operation.Input)
        {
            case "get":
                return !operation.IsKnown || Equals(operation.Output, state);
            case (string and "add", int amount):
                next = (state.Value + amount, state.Version + 1);
                return !operation.IsKnown || Equals(operation.Output, next.Value);
            case (string and "set", int value):
                next = (value, state.Version + 1);
                return true;
            case (string and "trySet", int value, long version):
                bool fits = version == state.Version;
                if (fits) next = (value, state.Version + 1);
                return !operation.IsKnown || Equals(operation.Output, fits);
            default:
                throw new InvalidOperationException($"{operation.Input}");
        }
    }
}
