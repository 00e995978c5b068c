namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("overloads")]
public sealed class Overloads : IOverloads
{
    public string Take() => "nothing";

    public string Take(int value) => $"int {value}";

    public string Take(int? value) => $"int? {value}";

    public string Take(long value) => $"long {value}";

    public string Take(DayOfWeek value) => $"day {value}";

    public string Take(string? value) => $"string {value ?? "null"}";

    public string Take(int first, string second) => $"int {first} string {second}";

    public string Take(string first, int second) => $"string {first} int {second}";

    public string Take(int[] values) => $"array {values.Length}";

    public string Take(int[,] values) => $"grid {values.Length}";

    public string Take(int[][] values) => $"arrays {values.Length}";

    public string Take(List<int> values) => $"list of int {values.Count}";

    public string Take(List<string> values) => $"list of string {values.Count}";

    public string Take(IReadOnlyList<int> values) => $"read-only list {values.Count}";

    public string Take(Dictionary<string, int> values) => $"dictionary of int {values.Count}";

    public string Take(Dictionary<string, long> values) => $"dictionary of long {values.Count}";

    public string Take(Dictionary<string, List<int>> values) => $"dictionary of lists {values.Count}";

    public string Take(IOverloads other) => $"overloads {ReferenceEquals(this, other)}";

    public Task<string> Take(int value, CancellationToken cancel) => Task.FromResult($"cancellable {value}");

    public string TAKE(int value) => $"loud {value}";

    public string Take(ref int value) => $"ref {value++}";

    public string Take<T>() => $"of {typeof(T).Name}";

    public string Take<TLeft, TRight>() => $"of {typeof(TLeft).Name} and {typeof(TRight).Name}";
}
