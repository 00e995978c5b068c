namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>
/// What a dictionary holds under one key; null for nothing. A dictionary is linearizable when it is for each of its keys, because each of these calls
/// concerns one.
/// </summary>
internal sealed class EntryModel : ISequentialModel<(bool IsThere, int Value)>
{
    /// <inheritdoc/>
    public (bool IsThere, int Value) Initial => (false, 0);

    /// <summary>The part of a history that concerns a key.</summary>
    public static IReadOnlyList<Operation> Of(IReadOnlyList<Operation> history, string key) =>
        [.. history.Where(one => ((System.Runtime.CompilerServices.ITuple)one.Input)[1]!.Equals(key))];

    /// <inheritdoc/>
    public bool TryRun((bool IsThere, int Value) state, Operation operation, out (bool IsThere, int Value) next)
    {
        next = state;
        switch (operation.Input)
        {
            case (string and "get", string):
                return !operation.IsKnown || Equals(operation.Output, state);
            case (string and "set", string, int value):
                next = (true, value);
                return true;
            case (string and "tryAdd", string, int value):
                if (!state.IsThere) next = (true, value);
                return !operation.IsKnown || Equals(operation.Output, !state.IsThere);
            case (string and "tryUpdate", string, int value, int expected):
                bool fits = state == (true, expected);
                if (fits) next = (true, value);
                return !operation.IsKnown || Equals(operation.Output, fits);
            case (string and "remove", string):
                next = (false, 0);
                return !operation.IsKnown || Equals(operation.Output, state.IsThere);
            default:
                throw new InvalidOperationException($"{operation.Input}");
        }
    }
}
