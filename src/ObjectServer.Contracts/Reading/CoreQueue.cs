using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Reading;

/// <summary>How many threads of the machine want to run for each of its cores. Known on Linux; elsewhere as if there were a core for each. Calls must not overlap.</summary>
internal sealed class CoreQueue : IDisposable
{
    private const string Path = "/proc/loadavg";

    // "0.50 0.40 0.30 2/150 4711": behind three averages, how many threads want to run, and how many there are.
    private const int Averages = 3;
    private const int MostBytes = 128;

    private readonly SafeFileHandle? _file = TryOpen();
    private readonly int _cores = Cores();
    private readonly byte[] _text = new byte[MostBytes];

    /// <summary>Asks the system: how many threads there are for each core, rounded down, at least one.</summary>
    public int PerCore()
    {
        if (_file is null) return 1;
        int length;
        try
        {
            length = RandomAccess.Read(_file, _text, fileOffset: 0);
        }
        catch (IOException)
        {
            return 1;
        }

        return Math.Max(1, Running(_text.AsSpan(0, length)) / _cores);
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    // A container may hide the file, or keep this process out of it: who asks is a thread that must go on.
    private static SafeFileHandle? TryOpen()
    {
        try
        {
            return OperatingSystem.IsLinux() && File.Exists(Path) ? File.OpenHandle(Path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Running(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < Averages; i++)
        {
            int end = text.IndexOf((byte)' ');
            if (end < 0) return 0;
            text = text[(end + 1)..];
        }

        return Utf8Parser.TryParse(text, out int running, out _) ? running : 0;
    }

    // Of the machine, as the file counts: a process may be confined to some of them.
    private static int Cores()
    {
        try
        {
            int count = File.ReadLines("/proc/stat").Count(static line => line.StartsWith("cpu", StringComparison.Ordinal)) - 1;
            return Math.Max(count, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }
}
