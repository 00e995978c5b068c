namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>One name, told apart by everything that may tell two members apart. Each says which it is.</summary>
[SharedContract]
public interface IOverloads
{
    string Take();

    string Take(int value);

    string Take(int? value);

    string Take(long value);

    string Take(DayOfWeek value);

    string Take(string? value);

    string Take(int first, string second);

    string Take(string first, int second);

    string Take(int[] values);

    string Take(int[,] values);

    string Take(int[][] values);

    string Take(List<int> values);

    string Take(List<string> values);

    string Take(IReadOnlyList<int> values);

    string Take(Dictionary<string, int> values);

    string Take(Dictionary<string, long> values);

    string Take(Dictionary<string, List<int>> values);

    string Take(IOverloads other);

    Task<string> Take(int value, CancellationToken cancel);

    string TAKE(int value);

    string Take(ref int value);

    string Take<T>();

    string Take<TLeft, TRight>();
}
