using System.Globalization;

namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("defaults")]
public sealed class Defaults : IDefaults
{
    public string Numbers(sbyte tiny, byte small, short low, long large, ulong huge, float single, double real, decimal exact) =>
        string.Create(CultureInfo.InvariantCulture, $"{tiny} {small} {low} {large} {huge} {single} {real} {exact}");

    public string Texts(string? none, string text, char letter, bool flag) => $"{none ?? "null"} {text} {letter} {flag}";

    public string Enums(DayOfWeek day, DayOfWeek? maybe, DayOfWeek? none) => $"{day} {maybe} {none?.ToString() ?? "null"}";

    public string Structs(Guid id, DateTime time, Weight weight, int? number, int? none) =>
        $"{id == Guid.Empty} {time.Ticks} {weight.Kilograms} {number} {none?.ToString(CultureInfo.InvariantCulture) ?? "null"}";

    public string Objects(int[]? values, IDefaults? other, IProgress<int>? progress, CancellationToken cancel) =>
        $"{values is null} {other is null} {progress is null} {cancel.IsCancellationRequested}";

    public int Sum(params int[] values) => values.Sum();

    public string Join(string separator, params string?[] parts) => string.Join(separator, parts.Select(part => part ?? "null"));

    public int Count(params IReadOnlyList<Weight> weights) => weights.Count;
}
