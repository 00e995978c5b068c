namespace ObjectServer.Benchmarks.Rivals.Python;

/// <summary>The Python programs in <c>bench/peers</c> that make calls.</summary>
internal static class PythonPeers
{
    /// <summary>Calls through a proxy of <c>multiprocessing.managers</c>, on a Unix socket.</summary>
    public static PythonContender Manager(string what, string only, int callers = 1) => new(
        $"Python's manager, Unix, {what}", "manager_calls.py", "multiprocessing.managers", "python3", "--only", only, "--callers", $"{callers}");

    /// <summary>The types of <c>multiprocessing.managers.SyncManager</c>, on a Unix socket.</summary>
    public static PythonContender Types(string only, int callers) => new(
        $"Python's manager, {only}, {callers}", "manager_types.py", "multiprocessing.managers", "python3", "--only", only, "--callers", $"{callers}");

    /// <summary>Arrays of numpy and lists of records through a proxy of <c>multiprocessing.managers</c>, on a Unix socket.</summary>
    public static PythonContender Values(string only) => new(
        $"Python's manager, Unix, {only}", "manager_values.py", "numpy", "python3-numpy", "--only", only);

    /// <summary>Calls through RPyC.</summary>
    public static PythonContender RPyC(string what, string link, string only, int callers = 1) => new(
        $"RPyC, {link}, {what}", "rpyc_calls.py", "rpyc", "python3-rpyc", "--link", link.ToLowerInvariant(), "--only", only, "--callers", $"{callers}");
}
