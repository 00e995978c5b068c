namespace Grpc.Core;

/// <summary>What a client asks of one call. The methods change nothing but return a changed copy.</summary>
public struct CallOptions
{
    /// <summary>Makes options; what is left out stays at its default.</summary>
    /// <param name="headers">Headers to send.</param>
    /// <param name="deadline">When the call ends at the latest, in UTC; by default never.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="writeOptions">How requests are written.</param>
    /// <param name="propagationToken">The call being served, whose deadline and cancellation are to hold here too.</param>
    /// <param name="credentials">Credentials of this call alone.</param>
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null,
        ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null)
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
        PropagationToken = propagationToken;
        Credentials = credentials;
    }

    /// <summary>Headers to send.</summary>
    public Metadata? Headers { readonly get; private set; }

    /// <summary>When the call ends at the latest, in UTC; null for never.</summary>
    public DateTime? Deadline { readonly get; private set; }

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { readonly get; private set; }

    /// <summary>How requests are written; null for the defaults.</summary>
    public WriteOptions? WriteOptions { readonly get; private set; }

    /// <summary>The call being served, whose deadline and cancellation are to hold here too.</summary>
    public ContextPropagationToken? PropagationToken { readonly get; private set; }

    /// <summary>Credentials of this call alone.</summary>
    public CallCredentials? Credentials { readonly get; private set; }

    /// <summary>Whether the call waits for a server to become reachable, instead of failing at once. False by default.</summary>
    public bool IsWaitForReady { readonly get; private set; }

    /// <summary>A copy with these headers.</summary>
    /// <param name="headers">Headers to send.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>A copy with this deadline.</summary>
    /// <param name="deadline">When the call ends at the latest, in UTC.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>A copy with this token.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    /// <summary>A copy with these write options.</summary>
    /// <param name="writeOptions">How requests are written.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    /// <summary>A copy with this propagation token.</summary>
    /// <param name="propagationToken">The call being served.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) =>
        this with { PropagationToken = propagationToken };

    /// <summary>A copy with these credentials.</summary>
    /// <param name="credentials">Credentials of this call alone.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };

    /// <summary>A copy that waits, or does not wait, for a server to become reachable.</summary>
    /// <param name="waitForReady">Whether to wait.</param>
    /// <returns>The copy.</returns>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}
