namespace ObjectServer.Packaging.Tests.PublicApi;

/// <summary>A type with one member of each kind that is easily written down wrongly.</summary>
public sealed class Sample : IDisposable
{
    public const int Most = 3;

    public Sample(string name, int? count = null) => Secret = $"{name}{count}";

    public event Action<string>? Changed;

    public required IReadOnlyList<string?> Names { get; init; }

    internal string Secret { get; }

    public static bool TryFind<T>(in int number, out T? found)
        where T : class, new()
    {
        found = number > 0 ? new T() : null;
        return number > 0;
    }

    public void Dispose() => Changed?.Invoke(Secret);
}
