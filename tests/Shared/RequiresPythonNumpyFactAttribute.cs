namespace ObjectServer.Testing;

/// <summary>
/// A test that runs NumPy. Where that is missing it is skipped, and says how to install it; where the environment says CI=true it runs
/// nevertheless, and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresPythonNumpyFactAttribute : FactAttribute
{
    public RequiresPythonNumpyFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") Skip = PythonNumpy.Missing;
    }
}
