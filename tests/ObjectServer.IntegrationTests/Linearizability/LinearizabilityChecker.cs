using System.Collections;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>
/// Looks for an order in which calls could have run one after another, each at some moment between its begin and its end, with the answers that they
/// gave: the search of Wing and Gong, which does not look twice at the same calls having run with the same state (Lowe).
/// </summary>
internal static class LinearizabilityChecker
{
    // More than that is a test that cannot be decided, and fails as such.
    private const int MostSteps = 5_000_000;

    /// <summary>Whether there is such an order. Calls of which nobody knows whether they ran may have run, or not.</summary>
    public static bool IsLinearizable<TState>(IReadOnlyList<Operation> history, ISequentialModel<TState> model)
        where TState : notnull => FindFault(history, model) is null;

    /// <summary>What cannot be explained; null when there is an order.</summary>
    public static string? FindFault<TState>(IReadOnlyList<Operation> history, ISequentialModel<TState> model)
        where TState : notnull
    {
        Operation[] all = [.. history.OrderBy(static one => one.Began)];
        int known = all.Count(static one => one.IsKnown);
        var seen = new HashSet<(string Ran, TState State)>();
        var ran = new BitArray(all.Length);
        var path = new Stack<(int Operation, TState Before)>();
        TState state = model.Initial;
        int knownRan = 0;
        int furthest = 0;
        string stuck = "";
        int from = 0;
        for (int steps = 0; knownRan < known; steps++)
        {
            if (steps > MostSteps) throw new InvalidOperationException($"The history of {all.Length} calls is too long to be decided.");
            int next = Next(all, ran, from, model, state, seen, out TState behind);
            if (next >= 0)
            {
                path.Push((next, state));
                ran[next] = true;
                if (all[next].IsKnown) knownRan++;
                state = behind;
                from = 0;
                if (knownRan <= furthest) continue;
                furthest = knownRan;
                stuck = $"{knownRan} of {known} calls can be ordered; then the state is {state}, and none of these fits: "
                    + string.Join("; ", Candidates(all, ran).Take(12).Select(one => all[one].ToString()));
                continue;
            }

            if (path.Count == 0) return stuck.Length > 0 ? stuck : $"None of the first calls fits: {string.Join("; ", Candidates(all, ran).Select(one => all[one].ToString()))}";
            (int last, state) = path.Pop();
            ran[last] = false;
            if (all[last].IsKnown) knownRan--;
            from = last + 1;
        }

        return null;
    }

    // The first call from there on that may come next and leads to something that has not been looked at yet; -1 for none.
    private static int Next<TState>(
        Operation[] all, BitArray ran, int from, ISequentialModel<TState> model, TState state, HashSet<(string Ran, TState State)> seen, out TState behind)
        where TState : notnull
    {
        foreach (int candidate in Candidates(all, ran))
        {
            if (candidate < from || !model.TryRun(state, all[candidate], out behind)) continue;
            ran[candidate] = true;
            bool isNew = seen.Add((KeyOf(ran), behind));
            ran[candidate] = false;
            if (isNew) return candidate;
        }

        behind = state;
        return -1;
    }

    // A call may come next when no other one that has not run had ended before it began.
    private static IEnumerable<int> Candidates(Operation[] all, BitArray ran)
    {
        long firstEnd = long.MaxValue;
        for (int i = 0; i < all.Length; i++)
        {
            if (!ran[i]) firstEnd = Math.Min(firstEnd, all[i].Ended);
        }

        for (int i = 0; i < all.Length && all[i].Began < firstEnd; i++)
        {
            if (!ran[i]) yield return i;
        }
    }

    private static string KeyOf(BitArray ran)
    {
        byte[] bits = new byte[(ran.Length + 7) / 8];
        ran.CopyTo(bits, 0);
        return Convert.ToBase64String(bits);
    }
}
