using Grpc.Core.Interceptors;

namespace Grpc.Core;

/// <summary>What generated clients derive from. Safe for concurrent use.</summary>
/// <typeparam name="T">The client that derives from this.</typeparam>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <summary>Makes a client that cannot call, for test doubles.</summary>
    protected ClientBase()
    {
    }

    /// <summary>Makes a client like another.</summary>
    /// <param name="configuration">What the other was made of.</param>
    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration)
    {
    }

    /// <summary>Makes a client that calls over a channel.</summary>
    /// <param name="channel">The channel.</param>
    public ClientBase(ChannelBase channel)
        : base(channel)
    {
    }

    /// <summary>Makes a client that calls by an invoker.</summary>
    /// <param name="callInvoker">The invoker.</param>
    public ClientBase(CallInvoker callInvoker)
        : base(callInvoker)
    {
    }

    /// <summary>A client like this one that names another authority on the wire.</summary>
    /// <param name="host">The authority.</param>
    /// <returns>The new client.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    /// <summary>Makes a client of the same type of a configuration.</summary>
    /// <param name="configuration">What it is made of.</param>
    /// <returns>The new client.</returns>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}

/// <summary>The part of a generated client that does not depend on its type.</summary>
public abstract class ClientBase
{
    /// <summary>Makes a client that cannot call, for test doubles.</summary>
    protected ClientBase()
        : this(new UnimplementedCallInvoker())
    {
    }

    /// <summary>Makes a client like another.</summary>
    /// <param name="configuration">What the other was made of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configuration"/> is null.</exception>
    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        CallInvoker = configuration.CreateCallInvoker();
    }

    /// <summary>Makes a client that calls over a channel.</summary>
    /// <param name="channel">The channel.</param>
    public ClientBase(ChannelBase channel)
        : this(channel.CreateCallInvoker())
    {
    }

    /// <summary>Makes a client that calls by an invoker.</summary>
    /// <param name="callInvoker">The invoker.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callInvoker"/> is null.</exception>
    public ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(callInvoker, null))
    {
    }

    /// <summary>What the calls of this client start by.</summary>
    protected CallInvoker CallInvoker { get; }

    internal ClientBaseConfiguration Configuration { get; }

    /// <summary>What a client was made of; opaque to the client.</summary>
    protected internal class ClientBaseConfiguration
    {
        private readonly CallInvoker _invoker;
        private readonly string? _host;

        internal ClientBaseConfiguration(CallInvoker invoker, string? host)
        {
            ArgumentNullException.ThrowIfNull(invoker);
            _invoker = invoker;
            _host = host;
        }

        internal CallInvoker CreateCallInvoker() => _host is null ? _invoker : _invoker.Intercept(new HostInterceptor(_host));

        internal ClientBaseConfiguration WithHost(string host)
        {
            ArgumentNullException.ThrowIfNull(host);
            return new(_invoker, host);
        }
    }
}
