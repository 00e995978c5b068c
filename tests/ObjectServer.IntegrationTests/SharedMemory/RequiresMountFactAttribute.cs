namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A test that mounts a file system of its own. Where that is not allowed it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresMountFactAttribute : FactAttribute
{
    public RequiresMountFactAttribute() => Skip = SmallFileSystem.Missing;
}
