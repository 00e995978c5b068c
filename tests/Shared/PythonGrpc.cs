namespace ObjectServer.Testing;

/// <summary>Python's gRPC, a client that shares no code with ours: it stands for all that speak the protocol from elsewhere.</summary>
internal static class PythonGrpc
{
    private const string Python = "/usr/bin/python3";
    private const string Install = "apt-get install -y python3-grpcio python3-protobuf protobuf-compiler";

    private static readonly Lazy<string?> MissingOnce = new(() => Task.Run(FindMissingAsync).GetAwaiter().GetResult());

    /// <summary>What is missing on this machine and how to install it; null where nothing is.</summary>
    public static string? Missing => MissingOnce.Value;

    /// <summary>Runs a script of tests/interop with the messages of a .proto file at hand.</summary>
    /// <param name="script">The name of the script. Its first argument is the folder of the generated messages.</param>
    /// <param name="proto">The path of the .proto file.</param>
    /// <param name="arguments">The script's further arguments.</param>
    /// <returns>What the script returned and wrote.</returns>
    public static Task<ExternalProgram.Result> RunAsync(string script, string proto, params string[] arguments) =>
        RunAsync(script, Path.GetDirectoryName(proto)!, [Path.GetFileName(proto)], arguments);

    /// <summary>Runs a script of tests/interop with the messages of several .proto files at hand.</summary>
    /// <param name="script">The name of the script. Its first argument is the folder of the generated messages.</param>
    /// <param name="folder">The folder from which the files import one another.</param>
    /// <param name="protos">Their paths from there.</param>
    /// <param name="arguments">The script's further arguments.</param>
    /// <returns>What the script returned and wrote.</returns>
    public static async Task<ExternalProgram.Result> RunAsync(
        string script, string folder, IReadOnlyList<string> protos, IReadOnlyList<string> arguments)
    {
        if (Missing is not null) throw new InvalidOperationException(Missing);

        DirectoryInfo generated = Directory.CreateTempSubdirectory("python-messages-");
        try
        {
            ExternalProgram.Result compiled = await ExternalProgram.RunAsync(
                "protoc", [$"--proto_path={folder}", $"--python_out={generated.FullName}", .. protos]);
            if (compiled.ExitCode != 0) throw new InvalidOperationException($"protoc could not compile {string.Join(", ", protos)}: {compiled}");
            string path = Repository.File("tests", "interop", script);
            return await ExternalProgram.RunAsync(Python, ["-B", path, generated.FullName, .. arguments]);
        }
        finally
        {
            generated.Delete(recursive: true);
        }
    }

    private static async Task<string?> FindMissingAsync()
    {
        List<string> missing = [];
        if (!await ExternalProgram.SucceedsAsync(Python, "-c", "import grpc")) missing.Add("python3-grpcio");
        if (!await ExternalProgram.SucceedsAsync(Python, "-c", "import google.protobuf")) missing.Add("python3-protobuf");
        if (!await ExternalProgram.SucceedsAsync("protoc", "--version")) missing.Add("protobuf-compiler");
        return missing.Count == 0 ? null : $"Missing: {string.Join(", ", missing)}. Install with: {Install}";
    }
}
