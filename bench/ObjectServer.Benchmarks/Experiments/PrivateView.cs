using System.Diagnostics;
using System.Globalization;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>A private view of a shared array, in a process that changes parts of it.</summary>
internal sealed class PrivateView : IDisposable
{
    private const int WarmNumbers = 400_000;

    // The compiler looks again at what runs often after a tenth of a second, in the background: what it makes is memory of the process, too.
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(2);

    private readonly CopyOnWriteArray<double> _view;
    private readonly SharedBlock<double> _block;

    public PrivateView(SharedArray<double> array)
    {
        _view = array.OpenCopyOnWrite();
        _block = _view.Acquire(..);
    }

    /// <summary>Runs the code of a change on other numbers for a while.</summary>
    public static void Warm(string change)
    {
        double[] other = new double[WarmNumbers];
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmTime;) Touch(other, change);
    }

    /// <summary>Changes the view: nothing, a row, a part of the rows, a column, or all.</summary>
    public void Change(string change) => Touch(_block.Span, change);

    /// <inheritdoc/>
    public void Dispose()
    {
        _block.Dispose();
        _view.Dispose();
    }

    private static void Touch(Span<double> numbers, string change)
    {
        int count = change switch
        {
            "none" => 0,
            "row" => CopyOnWriteCase.Columns,
            "all" => numbers.Length,
            "column" => 0,
            _ => numbers.Length / int.Parse(change["rows/".Length..], CultureInfo.InvariantCulture),
        };
        foreach (ref double number in numbers[..count]) number++;
        if (change != "column") return;
        for (int i = 1; i < numbers.Length; i += CopyOnWriteCase.Columns) numbers[i]++;
    }
}
