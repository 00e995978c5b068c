namespace ObjectServer.Testing;

/// <summary>
/// A test that calls from Python. Where Python's gRPC or the message compiler is missing it is skipped, and says how to install them;
/// where the environment says CI=true it runs nevertheless, and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresPythonGrpcFactAttribute : FactAttribute
{
    public RequiresPythonGrpcFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") Skip = PythonGrpc.Missing;
    }
}
