namespace Grpc.Core;

/// <summary>
/// What every kind of call asks of the transport. The transport passes itself as <paramref name="state"/>, so that a call costs it no
/// closures; whoever has plain functions, as an interceptor does, goes through <see cref="Of"/>.
/// </summary>
internal readonly struct CallCallbacks(
    Func<object, Task<Metadata>> responseHeaders,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose,
    object state)
{
    public Task<Metadata> ResponseHeadersAsync => responseHeaders(state);

    public static CallCallbacks Of(Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose) => new(
        static state => ((PlainFunctions)state).ResponseHeaders,
        static state => ((PlainFunctions)state).Status(),
        static state => ((PlainFunctions)state).Trailers(),
        static state => ((PlainFunctions)state).Dispose(),
        new PlainFunctions(responseHeaders, status, trailers, dispose));

    public Status GetStatus() => status(state);

    public Metadata GetTrailers() => trailers(state);

    public void Dispose() => dispose(state);

    private sealed record PlainFunctions(Task<Metadata> ResponseHeaders, Func<Status> Status, Func<Metadata> Trailers, Action Dispose);
}
