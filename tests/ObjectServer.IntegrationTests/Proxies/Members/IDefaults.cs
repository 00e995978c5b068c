namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Optional parameters with a default of every kind, and parameters that take any number of arguments.</summary>
[SharedContract]
public interface IDefaults
{
    string Numbers(sbyte tiny = -8, byte small = 8, short low = -16, long large = long.MaxValue, ulong huge = ulong.MaxValue, float single = 0.5f, double real = double.NaN, decimal exact = 1.50m);

    string Texts(string? none = null, string text = "a \"b\" \u20AC", char letter = 'x', bool flag = true);

    string Enums(DayOfWeek day = DayOfWeek.Friday, DayOfWeek? maybe = DayOfWeek.Monday, DayOfWeek? none = null);

    string Structs(Guid id = default, DateTime time = default, Weight weight = default, int? number = 5, int? none = null);

    string Objects(int[]? values = null, IDefaults? other = null, IProgress<int>? progress = null, CancellationToken cancel = default);

    int Sum(params int[] values);

    string Join(string separator, params string?[] parts);

    int Count(params IReadOnlyList<Weight> weights);
}
