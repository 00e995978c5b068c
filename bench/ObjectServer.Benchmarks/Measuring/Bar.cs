using System.Globalization;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>What a figure, or its ratio to a rival's, must be.</summary>
internal sealed record Bar
{
    private readonly double _limit;
    private readonly bool _isLeast;

    private Bar(double limit, bool isLeast)
    {
        _limit = limit;
        _isLeast = isLeast;
    }

    /// <summary>At least so much.</summary>
    public static Bar AtLeast(double limit) => new(limit, isLeast: true);

    /// <summary>At most so much.</summary>
    public static Bar AtMost(double limit) => new(limit, isLeast: false);

    /// <summary>Whether a figure does.</summary>
    public bool Holds(double figure) => _isLeast ? figure >= _limit : figure <= _limit;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(_isLeast ? ">=" : "<=")} {_limit:#,0.###}");
}
