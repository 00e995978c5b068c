using System.Numerics;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Generic methods: of every shape, with every kind of constraint.</summary>
[SharedContract]
public interface IGenerics
{
    int Calls { get; }

    T Echo<T>(T value);

    T? Default<T>(T? value = default);

    string NameOf<T>();

    Task<T> EchoAsync<T>(T value, bool later);

    ValueTask<List<T>> RepeatAsync<T>(T value, int count, IProgress<T>? progress = null, CancellationToken cancel = default);

    [SharedMember(OneWay = true)]
    void Forget<T>(T value);

    T Sum<T>(params T[] values)
        where T : struct, INumber<T>;

    int SizeOf<T>(T[] values)
        where T : unmanaged;

    Dictionary<TKey, TValue> Pair<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull;

    T Find<T>(string name)
        where T : class, IProperties;

    Task<T> FindAsync<T>(string name)
        where T : class;

    TTarget Convert<TSource, TTarget>(TSource value);

    T[,] Grid<T>(T value);

    ValueTask<IGenerics?> SelfAsync(bool there);

    T First<T>(List<T> values);

    string Own<T>(T value) => $"own {typeof(T).Name} {value}";
}
