namespace ObjectServer.Dashboard.Tests.Infrastructure;

/// <summary>
/// A test in a browser. Where that is missing the test is skipped, and says how to install it; where the environment says CI=true it runs
/// nevertheless, and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresChromiumFactAttribute : FactAttribute
{
    public RequiresChromiumFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") Skip = Chromium.Missing;
    }
}
