using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>
/// The processes that came of one that a test has started: it leads a group, and what it starts belongs to that group, also when it has
/// ended itself. A Ctrl-C at a terminal goes to a whole group.
/// </summary>
/// <param name="id">The id of the group, which is that of its first process.</param>
internal sealed partial class ProcessGroup(int id)
{
    public const int Interrupt = 2;
    public const int Kill = 9;

    /// <summary>The processes that have not ended.</summary>
    public IReadOnlyList<int> Members => [.. Directory.EnumerateDirectories("/proc").Select(ProcessIn).Where(process => process != 0)];

    /// <summary>The members whose arguments have a word.</summary>
    public IReadOnlyList<int> MembersWith(string word) =>
        [.. Members.Where(process => Read($"/proc/{process}/cmdline").Split('\0').Contains(word))];

    /// <summary>Sends a signal to one process.</summary>
    public static void Send(int process, int signal) => Assert.Equal(0, kill(process, signal));

    /// <summary>Sends a signal to all members.</summary>
    public void SendToAll(int signal) => Send(-id, signal);

    /// <summary>Kills what is left.</summary>
    public void End()
    {
        if (Members.Count > 0)
            _ = kill(-id, Kill);
    }

    // "id (name) state parent group ..."; the name may hold anything. One that has ended may still wait for its parent to ask (state Z).
    private int ProcessIn(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int process))
            return 0;

        string status = Read($"{folder}/stat");
        string[] fields = status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 2 && fields[0] is not ("Z" or "X") && fields[2] == id.ToString(CultureInfo.InvariantCulture) ? process : 0;
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.UTF8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is none of ours.
            return "";
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
