using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Memory;

/// <summary>What kind of file something is and whose, which the framework does not tell. Links are not followed.</summary>
internal static partial class FileStatus
{
    private const int WorkingDirectory = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint Root = 0;
    private const uint BasicFields = 0x7ff;
    private const int KindBits = 0xF000;
    private const int SocketKind = 0xC000;
    private const int FolderKind = 0x4000;
    private const int OthersRights = 0x3F;

    /// <summary>The user that this process acts as.</summary>
    public static uint User => geteuid();

    /// <summary>Whether a Unix socket is there.</summary>
    public static bool IsSocket(string path) => Read(path) is { } status && (status.Mode & KindBits) == SocketKind;

    /// <summary>Whether a folder is there that belongs to this user and that nobody else can enter.</summary>
    public static bool IsPrivateFolder(string path) =>
        Read(path) is { } status && status.Owner == User
        && (status.Mode & KindBits) == FolderKind && (status.Mode & OthersRights) == 0;

    /// <summary>Whether an open file is this user's or the system's, and nobody else may read or write it.</summary>
    public static bool IsPrivate(SafeFileHandle file) =>
        statx((int)file.DangerousGetHandle(), "", EmptyPath, BasicFields, out Statx status) == 0
        && (status.Owner == User || status.Owner == Root) && (status.Mode & OthersRights) == 0;

    private static Statx? Read(string path) => statx(WorkingDirectory, path, NoFollow, BasicFields, out Statx status) == 0 ? status : null;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint fields, out Statx status);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    // The kernel's struct statx, which is the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
