using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A file system in memory of its own, of 16 MiB. Only who may mount has one.</summary>
internal sealed class SmallFileSystem : IAsyncDisposable
{
    public const long Bytes = 16 * 1024 * 1024;

    private SmallFileSystem(string path) => Path = path;

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing { get; } = Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() && TryOnce()
        ? null
        : "This process may not mount a file system: run as root, and in a container with --cap-add SYS_ADMIN.";

    public string Path { get; }

    public static async Task<SmallFileSystem> MountAsync()
    {
        string path = Directory.CreateTempSubdirectory("objectserver-test-").FullName;
        ExternalProgram.Result mounted = await ExternalProgram.RunAsync("mount", "-t", "tmpfs", "-o", $"size={Bytes},mode=0700", "tmpfs", path);
        if (mounted.ExitCode == 0) return new SmallFileSystem(path);
        Directory.Delete(path);
        throw new IOException($"{mounted}");
    }

    public async ValueTask DisposeAsync()
    {
        // Lazily: this process may still have mapped what is in it.
        await ExternalProgram.RunAsync("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static bool TryOnce()
    {
        try
        {
            Task.Run(async () => await (await MountAsync()).DisposeAsync()).GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
