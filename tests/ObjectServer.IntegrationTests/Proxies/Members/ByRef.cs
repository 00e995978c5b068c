using System.Globalization;

namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("by-ref")]
public sealed class ByRef : IByRef
{
    private readonly Dictionary<int, int> _items = [];

    public int Calls { get; private set; }

    public int this[in int key]
    {
        get => _items[key];
        set => _items[key] = value;
    }

    public void Swap(ref int left, ref int right) => (left, right) = (right, left);

    public bool TryParse(string text, out int value) => int.TryParse(text, CultureInfo.InvariantCulture, out value);

    public string Mix(int before, ref string? text, in Guid id, out double[] values, int after, ref IByRef? other, out (int, string)? pair)
    {
        string seen = $"{before} {text ?? "null"} {id} {after} {ReferenceEquals(other, this)}";
        text = text is null ? "given" : null;
        values = [before, after];
        other = other is null ? this : null;
        pair = after < 0 ? null : (after, "pair");
        return seen;
    }

    public void Only(out DateTime time) => time = DateTime.UnixEpoch;

    public long Sum(in long left, in Weight right, in int times = 2) => (left + (long)right.Kilograms) * times;

    public bool TryFind(bool there, out IByRef? found)
    {
        found = there ? this : null;
        return there;
    }

    public void Fail(ref int value, out int other)
    {
        value = 99;
        throw new ArgumentException("It does not like it.", nameof(value));
    }

    public bool TryCancel(out string text, CancellationToken cancel)
    {
        text = cancel.CanBeCanceled ? "can be" : "cannot be";
        return cancel.CanBeCanceled;
    }

    public Task<int> LaterAsync(in int value) => Task.FromResult(value);

    public T Exchange<T>(ref T place, T value, out T[] both)
    {
        T before = place;
        both = [before, value];
        place = value;
        return before;
    }

    public void Note(in int value) => Calls += value;
}
