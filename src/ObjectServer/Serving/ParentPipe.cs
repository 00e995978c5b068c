using System.Diagnostics;

namespace ObjectServer.Serving;

/// <summary>
/// The standard input as a pipe from the process that this server belongs to. It carries nothing; its end means that the process let
/// go of the server, or is gone, however it ended.
/// </summary>
internal sealed class ParentPipe
{
    private readonly Action _ended;
    private long _patienceTicks = TimeSpan.FromSeconds(30).Ticks;

    private ParentPipe(Action ended) => _ended = ended;

    /// <summary>How long the program may take to end by itself once the pipe has ended.</summary>
    public TimeSpan Patience
    {
        set => Volatile.Write(ref _patienceTicks, value.Ticks);
    }

    /// <summary>Watches the pipe on a thread that does not keep the process.</summary>
    /// <param name="ended">Tells the program to stop.</param>
    public static ParentPipe Watch(Action ended)
    {
        var pipe = new ParentPipe(ended);
        new Thread(pipe.Read) { IsBackground = true, Name = "parent pipe" }.Start();
        return pipe;
    }

    private void Read()
    {
        using Stream input = Console.OpenStandardInput();
        byte[] ignored = new byte[64];
        try
        {
            while (input.Read(ignored) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A pipe that cannot be read has ended.
        }

        _ended();

        // Objects are other people's code: one that hangs must not make the server outlive its parent.
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromTicks(Volatile.Read(ref _patienceTicks)));
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }
}
