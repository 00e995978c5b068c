namespace Grpc.Core;

/// <summary>
/// A call being served, as given to the calls it makes in turn. Only a server can make one, and that of ASP.NET Core does not.
/// </summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
