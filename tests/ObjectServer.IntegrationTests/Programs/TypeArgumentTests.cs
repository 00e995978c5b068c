using ObjectServer.Client;
using ObjectServer.IntegrationTests.Proxies.Members;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Programs;

/// <summary>The types that generic methods of a program's objects may be called for.</summary>
public sealed class TypeArgumentTests
{
    [Fact]
    public async Task Types_ThatTheProgramIsTold_CanBeTypeArguments()
    {
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions
        {
            Assemblies = [typeof(Generics).Assembly.Location],
            Arguments = ["--type-argument", typeof(Weight).FullName!, "--type-argument", $"{typeof(Weight).FullName}[]", "--type-argument", "System.Version"],
        });
        await using ObjectClient client = await server.ConnectAsync(
            new ObjectClientOptions().AddTypeArgument<Weight>().AddTypeArgument<Weight[]>().AddTypeArgument<Version>().AddTypeArgument<Tint>());
        IGenerics generics = await client.CreateAsync<IGenerics>();

        Assert.Equal(new Weight(3), generics.Echo(new Weight(3)));
        Assert.Equal([new Weight(3)], generics.Echo<Weight[]>([new Weight(3)]));
        Assert.Equal(new Version(1, 2), generics.Echo(new Version(1, 2)));
        Assert.Throws<TypeNotRegisteredException>(() => generics.Echo(default(Tint)));
    }

    [Fact]
    public async Task Types_ThatAreNone_AreAllNamed()
    {
        ProgramResult result = await RunningProgram.RunAsync(
            "--no-tcp", "--load", TestProgram.Path, "--type-argument", "No.Such.Type", "--type-argument", "System.IntPtr", "--type-argument", "System.Collections.Generic.List`1");

        result.AssertExited(ExitCodes.LoadFailed);
        Assert.Equal(3, result.Errors.Count);
        Assert.StartsWith("objectserver: --type-argument No.Such.Type: there is no public type of that full name", result.Errors[0], StringComparison.Ordinal);
        Assert.StartsWith("objectserver: --type-argument System.IntPtr: ", result.Errors[1], StringComparison.Ordinal);
        Assert.StartsWith("objectserver: --type-argument System.Collections.Generic.List`1: there is no public type", result.Errors[2], StringComparison.Ordinal);
    }
}
