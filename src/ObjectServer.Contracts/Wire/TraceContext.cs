using System.Text;

namespace ObjectServer.Wire;

/// <summary>
/// Which trace a call belongs to, and the span that made it, in the form of the W3C's Trace Context: the values of the headers
/// <c>traceparent</c> and <c>tracestate</c>. What is too long for one is taken as if it were not there, as that standard asks: no call
/// fails for its trace.
/// </summary>
/// <param name="Parent">The trace and the span; null for none.</param>
/// <param name="State">What tracing systems add; null for nothing.</param>
internal readonly record struct TraceContext(string? Parent, string? State)
{
    /// <summary>The most bytes of a parent. The present version has 55; later ones may have more.</summary>
    public const int MostParentBytes = 128;

    /// <summary>The most bytes of a state.</summary>
    public const int MostStateBytes = 512;

    /// <summary>Whether there is none.</summary>
    public bool IsNone => Parent is null;

    /// <summary>A context to be sent: without what is too long.</summary>
    public static TraceContext Of(string? parent, string? state)
    {
        if (string.IsNullOrEmpty(parent) || parent.Length > MostParentBytes) return default;
        return new TraceContext(parent, string.IsNullOrEmpty(state) || Encoding.UTF8.GetByteCount(state) > MostStateBytes ? null : state);
    }

    /// <summary>A text of a frame; null for one that is empty or too long.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="most">How many it may have.</param>
    public static string? Read(ReadOnlySpan<byte> bytes, int most) => bytes.IsEmpty || bytes.Length > most ? null : Encoding.UTF8.GetString(bytes);
}
