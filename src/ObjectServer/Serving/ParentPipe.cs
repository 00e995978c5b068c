using System.Diagnostics;
using System.Text;

namespace ObjectServer.Serving;

/// <summary>
/// The standard input as a pipe from the process that this server belongs to. It carries nothing, or one line with the key, which nobody
/// else can see there; its end means that the process let go of the server, or is gone, however it ended.
/// </summary>
internal sealed class ParentPipe
{
    // Four bytes for each character of the longest key.
    private const int MostKeyBytes = 16 * 1024;

    private readonly Action _ended;
    private readonly bool _bringsKey;
    private readonly TaskCompletionSource<string?> _key = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _patienceTicks = TimeSpan.FromSeconds(30).Ticks;

    private ParentPipe(Action ended, bool bringsKey)
    {
        _ended = ended;
        _bringsKey = bringsKey;
    }

    /// <summary>How long the program may take to end by itself once the pipe has ended.</summary>
    public TimeSpan Patience
    {
        set => Volatile.Write(ref _patienceTicks, value.Ticks);
    }

    /// <summary>Watches the pipe on a thread that does not keep the process.</summary>
    /// <param name="ended">Tells the program to stop.</param>
    /// <param name="bringsKey">Its first line is the key.</param>
    public static ParentPipe Watch(Action ended, bool bringsKey)
    {
        var pipe = new ParentPipe(ended, bringsKey);
        new Thread(pipe.Read) { IsBackground = true, Name = "parent pipe" }.Start();
        return pipe;
    }

    /// <summary>The key; null when the pipe ended without one, or the program is to stop.</summary>
    public async Task<string?> KeyAsync(CancellationToken stop)
    {
        try
        {
            return await _key.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string? ReadLine(Stream input)
    {
        byte[] line = new byte[MostKeyBytes];
        for (int count = 0; count < line.Length; count++)
        {
            int next = input.ReadByte();
            if (next < 0) return null;
            if (next == '\n') return count == 0 ? null : Encoding.UTF8.GetString(line, 0, count);
            line[count] = (byte)next;
        }

        return null;
    }

    private void Read()
    {
        using Stream input = Console.OpenStandardInput();
        byte[] ignored = new byte[64];
        try
        {
            if (_bringsKey) _key.TrySetResult(ReadLine(input));
            while (input.Read(ignored) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A pipe that cannot be read has ended.
        }

        _key.TrySetResult(null);
        _ended();

        // Objects are other people's code: one that hangs must not make the server outlive its parent.
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromTicks(Volatile.Read(ref _patienceTicks)));
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }
}
