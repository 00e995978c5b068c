using System.Globalization;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>A queue of bounded length, without waiting. Its state is its items, each with a comma behind it.</summary>
/// <param name="capacity">How many items there may be.</param>
internal sealed class QueueModel(int capacity) : ISequentialModel<string>
{
    /// <summary>What a get answers that found nothing.</summary>
    public const int Nothing = -1;

    /// <inheritdoc/>
    public string Initial => "";

    /// <inheritdoc/>
    public bool TryRun(string state, Operation operation, out string next)
    {
        int room = capacity - state.Count(static one => one == ',');
        next = state;
        switch (operation.Input)
        {
            case "get":
                int end = state.IndexOf(',', StringComparison.Ordinal);
                next = state[(end + 1)..];
                return !operation.IsKnown || Equals(operation.Output, end < 0 ? Nothing : int.Parse(state[..end], CultureInfo.InvariantCulture));
            case (string and "put", int item):
                if (room > 0) next = $"{state}{item},";
                return !operation.IsKnown || Equals(operation.Output, room > 0);
            case (string and "putTwo", int first, int second):
                next = room switch
                {
                    <= 0 => state,
                    1 => $"{state}{first},",
                    _ => $"{state}{first},{second},",
                };
                return !operation.IsKnown || Equals(operation.Output, Math.Clamp(room, 0, 2));
            default:
                throw new InvalidOperationException($"{operation.Input}");
        }
    }
}
