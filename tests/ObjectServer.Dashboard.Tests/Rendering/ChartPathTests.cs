using ObjectServer.Dashboard.Rendering;

namespace ObjectServer.Dashboard.Tests.Rendering;

public sealed class ChartPathTests
{
    [Theory]
    [InlineData(0, false, 1)]
    [InlineData(0.00012, false, 0.0002)]
    [InlineData(1, false, 1)]
    [InlineData(1639, false, 2000)]
    [InlineData(2001, false, 4000)]
    [InlineData(9999, false, 10_000)]
    [InlineData(196.0 * 1024 * 1024, true, 200.0 * 1024 * 1024)]
    public void Top_OfAScale_IsTheNextRoundNumber(double largest, bool inBytes, double expected) =>
        Assert.Equal(expected, ChartPath.Top(largest, inBytes), 1e-9 * expected);

    [Fact]
    public void Line_OfValues_EndsAtTheRightAndKeepsWithinTheDrawing() =>
        Assert.Equal("M50 99L75 50L100 1", ChartPath.Line([0, 5, 10], 10, 100, 100, 5));

    [Fact]
    public void Line_OfMoreValuesThanCanBeToldApart_KeepsTheirPeaks()
    {
        double[] values = new double[300];
        values[151] = 10;

        Assert.Contains(" 1L", ChartPath.Line(values, 10, 100, 100, 300), StringComparison.Ordinal);
    }

    [Fact]
    public void Area_OfALine_IsClosedBelowIt() =>
        Assert.Equal("M50 99L75 50L100 1V100H50Z", ChartPath.Area([0, 5, 10], 10, 100, 100, 5));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Line_OfLessThanTwoValues_IsNone(int count) => Assert.Equal("", ChartPath.Line(new double[count], 1, 100, 100, 60));
}
