using System.Diagnostics.CodeAnalysis;

namespace ObjectServer;

/// <summary>
/// Which elements of an array are meant. Like <see cref="Range"/>, from which it converts (<c>10..20</c>, <c>^5..</c>, <c>..</c>), but for
/// any number of elements.
/// </summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The conversion is what C# writes a range by; the constructor is the alternate.")]
public readonly record struct ElementRange
{
    private readonly long _start;
    private readonly long _end;
    private readonly bool _startFromEnd;
    private readonly bool _endFromEnd;

    /// <summary>A range by its start and its length.</summary>
    /// <param name="start">The first element, from 0.</param>
    /// <param name="length">How many elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is negative, or both together are too large.</exception>
    public ElementRange(long start, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, long.MaxValue - start);
        _start = start;
        _end = start + length;
    }

    private ElementRange(Range range)
    {
        (_start, _startFromEnd) = (range.Start.Value, range.Start.IsFromEnd);
        (_end, _endFromEnd) = (range.End.Value, range.End.IsFromEnd);
    }

    /// <summary>All elements.</summary>
    public static ElementRange All => new(Range.All);

    /// <summary>The range that C# writes as <c>start..end</c>.</summary>
    /// <param name="range">A range.</param>
    public static implicit operator ElementRange(Range range) => new(range);

    /// <summary>Where it starts and how many elements it has, in an array of <paramref name="total"/>.</summary>
    /// <param name="total">How many elements there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">It reaches beyond the array, or ends before it starts.</exception>
    public (long Start, long Length) In(long total)
    {
        long start = _startFromEnd ? total - _start : _start;
        long end = _endFromEnd ? total - _end : _end;
        if (start < 0 || end < start || end > total)
            throw new ArgumentOutOfRangeException(null, this, $"The range {this} does not lie within an array of {total} elements.");
        return (start, end - start);
    }

    /// <summary>Text such as <c>10..^5</c>.</summary>
    public override string ToString() => $"{(_startFromEnd ? "^" : "")}{_start}..{(_endFromEnd ? "^" : "")}{_end}";
}
