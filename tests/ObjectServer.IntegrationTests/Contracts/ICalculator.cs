namespace ObjectServer.IntegrationTests.Contracts;

public interface INamedThing
{
    string Label { get; set; }
}

[SharedContract]
public interface ICalculator : INamedThing
{
    int Memory { get; set; }

    [SharedMember(ReadOnly = true)]
    double Precision { get; }

    double this[string key] { get; set; }

    int Add(int left, int right);

    double Add(double left, double right);

    void Store(int value);

    int Scale(int value, int factor = 3);

    int Twice(int value) => Add(value, value);

    Task ResetAsync();

    Task<int> AddAsync(int left, int right);

    ValueTask StoreAsync(int value);

    ValueTask<string> DescribeAsync(string prefix);

    ICalculator Child(string label);

    Task<ICalculator?> FindChildAsync(string label);

    int SumWith(ICalculator other);

    bool IsItself(ICalculator other);

    Task<int> CountAsync(int steps, IProgress<int>? progress = null, CancellationToken cancel = default);

    Task WaitAsync(CancellationToken cancel);

    void Throw(string message);

    Task<int> ThrowArgumentAsync(string parameter);

}
