namespace Grpc.Core;

/// <summary>The versions of the gRPC abstractions that this assembly presents.</summary>
public static class VersionInfo
{
    /// <summary>The assembly version: the one that assemblies compiled against this API bind to.</summary>
    public const string CurrentAssemblyVersion = "2.0.0.0";

    /// <summary>The file version.</summary>
    public const string CurrentAssemblyFileVersion = "2.85.0.0";

    /// <summary>The package version.</summary>
    public const string CurrentVersion = "2.85.0";
}
