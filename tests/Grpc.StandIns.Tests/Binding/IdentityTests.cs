using System.Reflection;
using Grpc.Core;

namespace Grpc.StandIns.Tests.Binding;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("Grpc.Core.Api")]
    [InlineData("Grpc.Net.Common")]
    public void Abstractions_Identity_IsThatOfThePackages(string name)
    {
        AssemblyName identity = Assembly.Load(name).GetName();

        Assert.Equal($"{name}, Version=2.0.0.0, Culture=neutral, PublicKeyToken=d754f35622e28bad", identity.FullName);
    }

    [Fact]
    public void VersionInfo_Constants_AgreeWithTheAssembly()
    {
        Assembly assembly = typeof(VersionInfo).Assembly;
        string? version = assembly.GetName().Version?.ToString();
        string? fileVersion = assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version;
        string? packageVersion = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

        Assert.Equal(VersionInfo.CurrentAssemblyVersion, version);
        Assert.Equal(VersionInfo.CurrentAssemblyFileVersion, fileVersion);
        Assert.Equal(VersionInfo.CurrentVersion, packageVersion);
    }
}
