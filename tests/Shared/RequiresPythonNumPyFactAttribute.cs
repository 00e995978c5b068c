namespace ObjectServer.Testing;

/// <summary>
/// A test that calls NumPy. Where it is missing the test is skipped, and says how to install it; where the environment says CI=true it runs
/// nevertheless, and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresPythonNumPyFactAttribute : FactAttribute
{
    public RequiresPythonNumPyFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") Skip = PythonNumPy.Missing;
    }
}
