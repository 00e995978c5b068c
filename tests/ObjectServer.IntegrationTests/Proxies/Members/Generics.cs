using System.Globalization;
using System.Numerics;

namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("generics")]
public sealed class Generics : IGenerics
{
    private readonly Dictionary<string, Properties> _found = [];
    private int _calls;

    public int Calls => _calls;

    public T Echo<T>(T value) => value;

    public T? Default<T>(T? value = default) => value;

    public string NameOf<T>() => typeof(T).Name;

    public async Task<T> EchoAsync<T>(T value, bool later)
    {
        if (later) await Task.Yield();
        return value;
    }

    public async ValueTask<List<T>> RepeatAsync<T>(T value, int count, IProgress<T>? progress = null, CancellationToken cancel = default)
    {
        await Task.Yield();
        for (int i = 0; i < count; i++) progress?.Report(value);
        cancel.ThrowIfCancellationRequested();
        return [.. Enumerable.Repeat(value, count)];
    }

    public void Forget<T>(T value) => _calls++;

    public T Sum<T>(params T[] values)
        where T : struct, INumber<T> => values.Aggregate(T.Zero, (sum, value) => sum + value);

    public int SizeOf<T>(T[] values)
        where T : unmanaged => values.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    public Dictionary<TKey, TValue> Pair<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull => new() { [key] = value };

    public T Find<T>(string name)
        where T : class, IProperties => (T)(object)Found(name);

    public Task<T> FindAsync<T>(string name)
        where T : class => Task.FromResult((T)(object)Found(name));

    public TTarget Convert<TSource, TTarget>(TSource value) =>
        (TTarget)System.Convert.ChangeType(value, typeof(TTarget), CultureInfo.InvariantCulture)!;

    public T[,] Grid<T>(T value) => new[,] { { value } };

    public ValueTask<IGenerics?> SelfAsync(bool there) => new(there ? this : null);

    public T First<T>(List<T> values) => values[0];

    private Properties Found(string name)
    {
        if (!_found.TryGetValue(name, out Properties? found)) _found[name] = found = new Properties();
        found.Text = name;
        return found;
    }
}
