namespace ObjectServer.Admin.Log;

/// <summary>Whose log lines are kept.</summary>
/// <param name="WholeProcess">
/// Those of everything in the process, as the program has it, in which there is nothing but the server; else the server's alone: what an application
/// logs that has a server in it is nothing for the server's administrators.
/// </param>
internal sealed record LogScope(bool WholeProcess)
{
    private const string Own = "ObjectServer";

    /// <summary>Whether lines of a category are kept.</summary>
    public bool Covers(string category) => WholeProcess || category == Own || category.StartsWith(Own + ".", StringComparison.Ordinal);

    /// <summary>From which level on.</summary>
    public static LogLevel Least(string category) =>
        category.StartsWith("Microsoft.", StringComparison.Ordinal) || category.StartsWith("Grpc.", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information;
}
