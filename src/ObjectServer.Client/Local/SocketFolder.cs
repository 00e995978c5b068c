using System.Security.Cryptography;
using System.Text;

namespace ObjectServer.Client.Local;

/// <summary>A fresh folder that only this user can enter, with room for one socket.</summary>
internal sealed class SocketFolder
{
    private const string Prefix = "objectserver-";
    private const string FileName = "server.sock";

    // What the kernel's address of a Unix socket has room for, without the closing zero.
    private const int MaxPathBytes = 107;
    private const string ShortFolder = "/tmp";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path;

    private SocketFolder(string path) => _path = path;

    /// <summary>Path of the socket, whose file the server creates.</summary>
    public string SocketPath => Path.Combine(_path, FileName);

    /// <summary>Creates a folder in the temporary folder, or in <c>/tmp</c> when paths there are too long for a socket.</summary>
    /// <exception cref="PlatformNotSupportedException">The system has no file modes.</exception>
    public static SocketFolder Create()
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("A local server needs a system with file modes.");

        // The name cannot be guessed, and is nowhere to be seen before the folder exists.
        string name = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        string path = Path.Combine(Path.GetTempPath(), name);
        if (Encoding.UTF8.GetByteCount(Path.Combine(path, FileName)) > MaxPathBytes) path = Path.Combine(ShortFolder, name);
        Directory.CreateDirectory(path, OwnerOnly);
        return new SocketFolder(path);
    }

    /// <summary>Takes the folder away, with the socket of a server that could not do so.</summary>
    public void Remove()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The server has done it.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty folder is left behind; nobody waits for it.
        }
    }
}
