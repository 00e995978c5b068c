using System.Text.Json.Serialization;
using ObjectServer.Values.Structured;

namespace ObjectServer;

/// <summary>
/// Marks an interface whose instances travel by reference: whoever receives one as an argument, a result or a property value
/// gets a proxy to the one live object, never a copy of it. The interface is read once, when it is first used; everything in it
/// that cannot be remote is reported together, in one <see cref="InvalidContractException"/>.
/// </summary>
/// <remarks>
/// For <see cref="System.Text.Json"/> outside of calls it says that such an instance has no JSON form: writing one is refused with a
/// <see cref="NotSupportedException"/> instead of reading each of its properties in the server.
/// </remarks>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class SharedContractAttribute() : JsonConverterAttribute(typeof(ByReferenceConverterFactory));
