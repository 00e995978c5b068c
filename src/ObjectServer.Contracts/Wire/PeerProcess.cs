using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;

namespace ObjectServer.Wire;

/// <summary>
/// The process at the other end of a Unix socket, as the kernel names it, and whether it still runs. Only on Linux: elsewhere there is none.
/// </summary>
internal sealed class PeerProcess
{
    private const int SolSocket = 1;
    private const int SoPeerCredentials = 17;
    private const uint Exiting = 4;

    // The process that this number is now, if the first one has ended.
    private readonly string? _started;

    private PeerProcess(int id)
    {
        Id = id;
        _started = Started(Stat(id));
    }

    /// <summary>Its number, as this process sees it.</summary>
    public int Id { get; }

    /// <summary>Whether it has ended, or is just ending: it has no open files any more that it could talk by.</summary>
    public bool HasEnded
    {
        get
        {
            if (_started is null || Stat(Id) is not { } stat) return true;
            return Started(stat) != _started
                || stat[0] is "Z" or "X"
                || (uint.TryParse(stat[6], NumberStyles.None, CultureInfo.InvariantCulture, out uint flags) && (flags & Exiting) != 0);
        }
    }

    /// <summary>The process at the other end of a connected Unix socket; null when it cannot be known, also because the connection has ended meanwhile.</summary>
    public static PeerProcess? Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> credentials = stackalloc byte[12];
        try
        {
            if (socket.AddressFamily != AddressFamily.Unix) return null;
            if (socket.GetRawSocketOption(SolSocket, SoPeerCredentials, credentials) < sizeof(int)) return null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection has gone already.
            return null;
        }

        // 0: a process that this one cannot see, in another container.
        int id = BinaryPrimitives.ReadInt32LittleEndian(credentials);
        return id > 0 && Stat(id) is not null ? new PeerProcess(id) : null;
    }

    /// <summary>Whether a process that calls itself <paramref name="id"/> is this one, also when it does so in a container.</summary>
    public bool Is(long id)
    {
        if (id == Id) return true;
        try
        {
            string text = id.ToString(CultureInfo.InvariantCulture);
            return File.ReadLines($"/proc/{Id}/status")
                .Where(static line => line.StartsWith("NSpid:", StringComparison.Ordinal))
                .Any(line => line.Split('\t', ' ').Contains(text));
        }
        catch (IOException)
        {
            return false;
        }
    }

    // What follows the name, which may have spaces and brackets in it: the state first, the flags seventh, the start the 20th.
    private static string[]? Stat(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length >= 20 ? fields : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Started(string[]? stat) => stat?[19];
}
