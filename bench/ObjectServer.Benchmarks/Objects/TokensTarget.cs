using ObjectServer.Benchmarks.Loads;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Objects;

/// <summary>Calls objects that another process holds, one after the other.</summary>
internal sealed class TokensTarget : CallTarget
{
    private readonly ObjectClient _client;
    private readonly IToken[] _tokens;
    private int _next;

    private TokensTarget(ObjectClient client, IToken[] tokens)
    {
        _client = client;
        _tokens = tokens;
    }

    /// <summary>Connects.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="references">The objects.</param>
    public static async Task<TokensTarget> ConnectAsync(string address, IEnumerable<ObjectReference> references)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        return new TokensTarget(client, [.. references.Select(client.Attach<IToken>)]);
    }

    /// <inheritdoc/>
    public override ValueTask AddAsync(int caller, int left, int right) =>
        new(_tokens[(uint)Interlocked.Increment(ref _next) % (uint)_tokens.Length].CountAsync());

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
