using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Rivals.Python;

namespace ObjectServer.Benchmarks.Types;

/// <summary>Shared objects of the library: what is measured, beside what of Python's manager, and what is asked of it.</summary>
internal static class TypeCases
{
    private const string Link = "unix";
    private const int Pairs = 8;
    private const int Many = 64;

    // Sixteen processes compile what runs often at the same time; Python compiles nothing.
    private const int PairsWarmups = 5;

    // What a case asks of the same operation of Python's: one awaited call after the other, many under way or in bulk.
    private static readonly Bar Single = Bar.AtLeast(1.2);
    private static readonly Bar Several = Bar.AtLeast(10);

    /// <summary>All cases whose operations are there.</summary>
    public static IReadOnlyList<ComparedCase> All()
    {
        List<ComparedCase> cases = [];
        foreach (string operation in (string[])["dict-get", "dict-set", "list-append", "queue-cycle", "lock-cycle", "value-get"])
        {
            Add(operation, operation, 1, PythonPeers.Types(operation, 1), operation == "value-get" ? null : Single);
            if (operation != "lock-cycle") Add($"{operation}-{Many}", operation, Many, PythonPeers.Types(operation, Many), operation == "value-get" ? null : Several);
        }

        Add("queue-bulk", "queue-bulk", 1, PythonPeers.Types("queue-cycle", 1), Several);
        Add("dict-get-bulk", "dict-get-many", 1, PythonPeers.Types("dict-get", 1), Several);
        Add("list-iterate", "list-iterate", 1, PythonPeers.Types("list-iterate", 1), Bar.AtLeast(10));

        PythonContender pairs = PythonPeers.Types("queue-pairs", Pairs);
        cases.Add(new("types-queue-8x8", Link, Metric.PerSecond, OurPairs("queue-put", "queue-get", 1), [new(pairs)]));
        cases.Add(new($"types-queue-8x8-{Many}", Link, Metric.PerSecond, OurPairs("queue-put", "queue-get", Many), [new(pairs, Bar.AtLeast(8))]));
        cases.Add(new("types-queue-8x8-bulk", Link, Metric.PerSecond, OurPairs("queue-put-many", "queue-get-many", 1), [new(pairs, Bar.AtLeast(8))]));
        return cases;

        void Add(string id, string operation, int callers, PythonContender rival, Bar? bar)
        {
            if (TypeOperations.Has(operation))
                cases.Add(new($"types-{id}", Link, Metric.PerSecond, new TypeContender($"ours, {operation}, {callers}", [operation], 1, callers), [new(rival, bar)]));
        }
    }

    /// <summary>Measures them.</summary>
    public static Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan) => InterleavedRounds.RunAsync(All(), plan);

    // Only what was got counts.
    private static TypeContender OurPairs(string put, string get, int callers) => new(
        $"ours, {put} and {get}, {Pairs} processes each, {callers}", [.. Enumerable.Repeat(put, Pairs), .. Enumerable.Repeat(get, Pairs)], Pairs, callers, PairsWarmups);
}
