using Castle.DynamicProxy;
using ObjectServer.Serving;

namespace ObjectServer.IntegrationTests.Programs;

public sealed class LoadingTests
{
    [Fact]
    public async Task Load_OfFilesThatAreNoObjects_NamesEach()
    {
        using var folder = new TestFolder();
        string text = folder.Write("Text.dll", "Not an assembly.");
        string nothingShared = typeof(ProxyGenerator).Assembly.Location;

        ProgramResult result = await RunAsync(folder.File("Missing.dll"), text, nothingShared);

        result.AssertFailed(
            ExitCodes.LoadFailed,
            $"{folder.File("Missing.dll")} cannot be loaded: there is no such file.",
            $"{text} is not a .NET assembly.",
            $"{nothingShared} has no class with [SharedObject].");
    }

    [Fact]
    public async Task Load_OfAnAssemblyWithoutItsDependency_NamesTheDependency()
    {
        using var folder = new TestFolder();
        EmittedAssembly.SaveIncomplete(folder.File("Incomplete.Objects.dll"));

        ProgramResult result = await RunAsync(folder.File("Incomplete.Objects.dll"));

        result.AssertExited(ExitCodes.LoadFailed);
        Assert.Contains("Missing.Base", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_OfClassesThatCannotBeShared_ListsAllFaultsOfAllClasses()
    {
        using var folder = new TestFolder();
        EmittedAssembly.SaveFaulty(folder.File("Faulty.Objects.dll"));

        ProgramResult result = await RunAsync(folder.File("Faulty.Objects.dll"));

        result.AssertExited(ExitCodes.LoadFailed);
        Assert.Equal(2, result.Errors.Count);
        Assert.Contains("IPointers cannot be shared:", result.Errors[0], StringComparison.Ordinal);
        Assert.Contains("IHandles cannot be shared:", result.Errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_OfTwoClassesOfOneName_NamesBoth()
    {
        using var folder = new TestFolder();
        EmittedAssembly.SaveShared(folder.File("First.dll"), "Twin");
        EmittedAssembly.SaveShared(folder.File("Second.dll"), "Twin");

        ProgramResult result = await RunAsync(folder.File("First.dll"), folder.File("Second.dll"));

        result.AssertFailed(
            ExitCodes.LoadFailed, $"{folder.File("Second.dll")}: Twin has the type name \"Twin\", and so has Twin of {folder.File("First.dll")}.");
    }

    private static Task<ProgramResult> RunAsync(params string[] paths) =>
        RunningProgram.RunAsync(["--url", "http://127.0.0.1:0", "--no-socket", .. paths.SelectMany(path => new[] { "--load", path })]);
}
