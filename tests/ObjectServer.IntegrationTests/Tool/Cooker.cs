namespace ObjectServer.IntegrationTests.Tool;

internal sealed class Cooker(double temperature) : ICooker
{
    public event Action<string>? Boiled;

    public double Temperature { get; set; } = temperature;

    public string Dish { get; set; } = "soup";

    public int[] Times => [1, 2, 3];

    public ICooker.Recipe Describe(string dish, int people) => new(dish, ["water", "salt"], people);

    public string Rename(string to) => Dish = $"text {to}";

    public string Rename(int to) => Dish = $"number {to}";

    public async Task<int> CookAsync(int steps, IProgress<double>? progress, CancellationToken cancel)
    {
        for (int i = 1; i <= steps; i++) progress?.Report((double)i / steps);
        await Task.Yield();
        Boiled?.Invoke(Dish);
        return steps;
    }

    public async IAsyncEnumerable<int> CountAsync(int to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 1; i <= to; i++)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    public void Taste(ICooker other) => Dish = $"like {other.Dish}";

    public void Burn() => throw new InvalidOperationException("It burned.");
}
