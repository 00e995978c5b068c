using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.Session.Batches;

/// <summary>One call of a batch, before it runs.</summary>
/// <param name="Target">Its object, pinned.</param>
/// <param name="Invoker">Its member.</param>
/// <param name="Asked">What the client sent.</param>
internal sealed record BatchStep(SharedObject Target, MemberInvoker Invoker, BatchCall Asked);
