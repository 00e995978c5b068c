namespace ObjectServer.Testing;

/// <summary>Python's NumPy, which reads shared memory without any of our code.</summary>
internal static class PythonNumPy
{
    private const string Python = "/usr/bin/python3";
    private const string Install = "apt-get install -y python3-numpy";

    private static readonly Lazy<string?> MissingOnce = new(() => Task.Run(FindMissingAsync).GetAwaiter().GetResult());

    /// <summary>What is missing on this machine and how to install it; null where nothing is.</summary>
    public static string? Missing => MissingOnce.Value;

    /// <summary>Runs a script of tests/interop.</summary>
    /// <param name="script">The name of the script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What the script returned and wrote.</returns>
    public static Task<ExternalProgram.Result> RunAsync(string script, params string[] arguments) =>
        Missing is { } missing
            ? throw new InvalidOperationException(missing)
            : ExternalProgram.RunAsync(Python, ["-B", Repository.File("tests", "interop", script), .. arguments]);

    private static async Task<string?> FindMissingAsync() =>
        await ExternalProgram.SucceedsAsync(Python, "-c", "import numpy") ? null : $"Missing: python3-numpy. Install with: {Install}";
}
