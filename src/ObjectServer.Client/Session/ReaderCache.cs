using ObjectServer.Values;

namespace ObjectServer.Client.Session;

/// <summary>One reader per thread, so that decoding a result allocates none. Nested use gets a reader of its own.</summary>
internal static class ReaderCache
{
    [ThreadStatic]
    private static ValueReader? _cached;

    public static ValueReader Rent()
    {
        ValueReader? reader = _cached;
        _cached = null;
        return reader ?? new ValueReader();
    }

    public static void Return(ValueReader reader)
    {
        reader.Reset(ReadOnlyMemory<byte>.Empty, null, default);
        _cached = reader;
    }
}
