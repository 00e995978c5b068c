namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>A queue, first in, first out; its state is its items in order, with a space behind each.</summary>
internal sealed class QueueModel : ISequentialModel<string>
{
    /// <summary>What a call answers that found the queue empty.</summary>
    public const int Empty = -1;

    /// <inheritdoc/>
    public string Initial => "";

    /// <inheritdoc/>
    public bool TryRun(string state, Operation operation, out string next)
    {
        next = state;
        switch (operation.Input)
        {
            case (string and "put", int item):
                next = $"{state}{item} ";
                return true;
            case "tryGet":
                int end = state.IndexOf(' ', StringComparison.Ordinal);
                if (end >= 0) next = state[(end + 1)..];
                int first = end < 0 ? Empty : int.Parse(state.AsSpan(0, end), System.Globalization.CultureInfo.InvariantCulture);
                return !operation.IsKnown || Equals(operation.Output, first);
            default:
                throw new InvalidOperationException($"{operation.Input}");
        }
    }
}
