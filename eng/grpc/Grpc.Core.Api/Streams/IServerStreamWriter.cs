namespace Grpc.Core;

/// <summary>The stream of responses as a handler writes it. It ends when the handler returns.</summary>
/// <typeparam name="T">The response message.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
