using System.Globalization;
using ObjectServer.Wire;

namespace ObjectServer.Errors;

/// <summary>Takes the details of an error that is being written, within its budget.</summary>
internal readonly struct ErrorDetails(Error error, TextBudget budget)
{
    private const int MaxDetailBytes = 4 * 1024;

    /// <summary>Adds a named detail; nothing for null.</summary>
    public void Add(string name, string? value)
    {
        if (value is not null)
            error.Details[name] = budget.Take(value, MaxDetailBytes);
    }

    /// <summary>Adds a named number.</summary>
    public void Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds candidates, or differences, in their order, until the budget is used up.</summary>
    public void AddCandidates(IEnumerable<string> candidates)
    {
        foreach (string candidate in candidates)
        {
            string taken = budget.Take(candidate, MaxDetailBytes);
            if (taken.Length == 0 && candidate.Length > 0)
                return;
            error.Candidates.Add(taken);
        }
    }
}
