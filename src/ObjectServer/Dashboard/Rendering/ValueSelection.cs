using ObjectServer.Dashboard.Values;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>The values that a page was asked to read. One per request.</summary>
internal sealed class ValueSelection
{
    /// <summary>The values; null when nobody asked, or when they could not be read.</summary>
    public IReadOnlyList<PropertyValue>? Values { get; set; }
}
