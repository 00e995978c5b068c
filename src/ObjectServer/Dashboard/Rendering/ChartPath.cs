using System.Text;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>Draws lines over time, of which the right end is now.</summary>
internal static class ChartPath
{
    // As many points as can be told apart.
    private const int MostPoints = 150;

    private static readonly int[] Windows = [60, 120, Live.Sampler.Most];

    /// <summary>How many seconds a drawing is wide: the shortest of a few times that all values fit in.</summary>
    public static int Window(int values) => Windows.First(window => window >= Math.Min(values, Windows[^1]));

    /// <summary>Where the scale ends for what is largest: a round number above it.</summary>
    /// <param name="largest">The largest value.</param>
    /// <param name="inBytes">Round is what is so in KiB, MiB and so on.</param>
    public static double Top(double largest, bool inBytes)
    {
        if (largest <= 0) return inBytes ? 1024 : 1;
        double unit = inBytes ? Math.Pow(1024, Math.Floor(Math.Log(largest, 1024))) : 1;
        double step = Math.Pow(10, Math.Floor(Math.Log10(largest / unit)));
        double[] rounds = [1, 2, 4, 6, 8, 10];
        double times = largest / unit / step;
        return rounds.First(round => round >= times - 1e-9) * step * unit;
    }

    /// <summary>The line.</summary>
    /// <param name="values">One per second.</param>
    /// <param name="top">Where the scale ends.</param>
    /// <param name="width">Of the drawing.</param>
    /// <param name="height">Of the drawing.</param>
    /// <param name="most">How many seconds the drawing is wide.</param>
    public static string Line(IReadOnlyList<double> values, double top, double width, double height, int most)
    {
        if (values.Count < 2) return "";
        int step = Math.Max(1, most / MostPoints);
        var path = new StringBuilder();

        // Every point keeps its place in time, so that the line moves and does not change its form.
        for (int i = 0; i < values.Count; i++)
        {
            int age = values.Count - 1 - i;
            if (age % step != 0 && i != 0) continue;
            double x = width * (1 - ((double)age / (most - 1)));
            double y = height - (Math.Clamp(Peak(values, i, step) / top, 0, 1) * (height - 2)) - 1;
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Show.Coordinate(x)).Append(' ').Append(Show.Coordinate(y));
        }

        return path.ToString();
    }

    /// <summary>What is below the line.</summary>
    /// <inheritdoc cref="Line"/>
    public static string Area(IReadOnlyList<double> values, double top, double width, double height, int most)
    {
        string line = Line(values, top, width, height, most);
        if (line.Length == 0) return "";
        double left = width * (1 - ((double)(values.Count - 1) / (most - 1)));
        return $"{line}V{Show.Coordinate(height)}H{Show.Coordinate(left)}Z";
    }

    // A short peak between two points is not to be lost.
    private static double Peak(IReadOnlyList<double> values, int i, int step)
    {
        double peak = values[i];
        for (int before = Math.Max(0, i - step + 1); before < i; before++) peak = Math.Max(peak, values[before]);
        return peak;
    }
}
