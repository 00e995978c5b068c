using System.Text.Json;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>A piece of JSON as it came, and the references beside it.</summary>
/// <param name="Root">The JSON.</param>
/// <param name="References">The references, in the order of their numbers.</param>
internal sealed record JsonTree(JsonElement Root, IReadOnlyList<ObjectReference> References);
