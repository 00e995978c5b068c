using ObjectServer.Admin;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>The calls that parts of a page are about, by what they are to the page. One per request.</summary>
internal sealed class CallSelection
{
    private readonly Dictionary<string, IReadOnlyList<CallRecord>> _calls = new(StringComparer.Ordinal);

    /// <summary>Says which calls are of a kind.</summary>
    public void Set(string kind, IReadOnlyList<CallRecord> calls) => _calls[kind] = calls;

    /// <summary>The calls of a kind.</summary>
    public IReadOnlyList<CallRecord> Of(string kind) => _calls.GetValueOrDefault(kind) ?? [];
}
