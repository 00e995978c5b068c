namespace Grpc.Core;

public partial class ServerServiceDefinition
{
    /// <summary>Collects methods with their handlers. Not safe for concurrent use.</summary>
    public class Builder
    {
        private readonly HashSet<string> _names = [];
        private readonly List<Action<ServiceBinderBase>> _binds = [];

        /// <summary>Makes a builder without methods.</summary>
        public Builder()
        {
        }

        /// <summary>Adds a method with its handler of a call of one request and one response.</summary>
        /// <typeparam name="TRequest">The request message.</typeparam>
        /// <typeparam name="TResponse">The response message.</typeparam>
        /// <param name="method">The method.</param>
        /// <param name="handler">The handler.</param>
        /// <returns>This builder.</returns>
        /// <exception cref="ArgumentException">A method of that name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a method with its handler of a call of a stream of requests and one response.</summary>
        /// <typeparam name="TRequest">The request message.</typeparam>
        /// <typeparam name="TResponse">The response message.</typeparam>
        /// <param name="method">The method.</param>
        /// <param name="handler">The handler.</param>
        /// <returns>This builder.</returns>
        /// <exception cref="ArgumentException">A method of that name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a method with its handler of a call of one request and a stream of responses.</summary>
        /// <typeparam name="TRequest">The request message.</typeparam>
        /// <typeparam name="TResponse">The response message.</typeparam>
        /// <param name="method">The method.</param>
        /// <param name="handler">The handler.</param>
        /// <returns>This builder.</returns>
        /// <exception cref="ArgumentException">A method of that name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a method with its handler of a call of two streams.</summary>
        /// <typeparam name="TRequest">The request message.</typeparam>
        /// <typeparam name="TResponse">The response message.</typeparam>
        /// <param name="method">The method.</param>
        /// <param name="handler">The handler.</param>
        /// <returns>This builder.</returns>
        /// <exception cref="ArgumentException">A method of that name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Makes the definition of what was added so far.</summary>
        /// <returns>The definition.</returns>
        public ServerServiceDefinition Build() => new([.. _binds]);

        private Builder Add(IMethod method, Action<ServiceBinderBase> bind)
        {
            if (!_names.Add(method.FullName))
            {
                throw new ArgumentException($"The method '{method.FullName}' was added before.", nameof(method));
            }
            _binds.Add(bind);
            return this;
        }
    }
}
