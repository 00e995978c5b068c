using System.Net.Sockets;
using ObjectServer.Memory;

namespace ObjectServer.Serving;

/// <summary>The Unix socket's file: only its owner may connect, one that a dead server left behind is replaced, a living one is not.</summary>
internal static class SocketFile
{
    /// <summary>Longest path of a socket: what the kernel's address has room for, without the closing zero.</summary>
    public const int MaxPathBytes = 107;

    // What the kernel answers to who wants a lock that another process has.
    private const int WouldBlock = 11;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Takes the socket: from here on clients can connect, and wait until they are accepted.</summary>
    /// <exception cref="StartException">It is in use, or cannot be created.</exception>
    public static Socket Listen(string path)
    {
        PrepareFolder(Path.GetDirectoryName(path)!);
        try
        {
            // Between finding a socket dead and having replaced it, no other server may do the same.
            using var alone = new FileStream(path + ".lock", new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
                UnixCreateMode = OwnerOnly,
            });
            if (File.Exists(path)) RemoveDead(path);
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));

            // Nobody can connect before it listens: so there is no moment at which others could.
            File.SetUnixFileMode(path, OwnerOnly);
            socket.Listen();
            return socket;
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new StartException(ExitCodes.AddressInUse, $"unix:{path} is just being taken by another server.");
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.BadSettings, $"unix:{path} cannot be created: {e.Message}");
        }
    }

    /// <summary>Removes a socket's folder, which was made for it alone. One that is not empty stays.</summary>
    public static void RemoveFolder(string path)
    {
        try
        {
            Directory.Delete(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever made it was faster, or has put something there.
        }
    }

    private static void RemoveDead(string path)
    {
        if (!FileStatus.IsSocket(path))
            throw new StartException(ExitCodes.BadSettings, $"unix:{path} cannot be created: a file that is no socket is there.");

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // A living server with a full backlog makes a blocking connect wait; that too is an answer.
            probe.Blocking = false;
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.TryAgain)
        {
        }

        throw new StartException(ExitCodes.AddressInUse, $"unix:{path} is in use by another server.");
    }

    private static void PrepareFolder(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, OwnerOnlyFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.BadSettings, $"{folder} cannot be created for the Unix socket: {e.Message}");
        }

        // Anybody can create a folder of that name in the temporary folder before we do.
        if (folder == DefaultAddress.TemporaryFolder() && !FileStatus.IsPrivateFolder(folder))
        {
            throw new StartException(
                ExitCodes.BadSettings, $"{folder} is not private to this user; remove it, or give another path by {Settings.Socket.Flag}.");
        }
    }
}
