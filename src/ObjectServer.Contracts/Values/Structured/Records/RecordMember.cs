using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace ObjectServer.Values.Structured.Records;

/// <summary>One member of a plain record.</summary>
/// <param name="Member">The property or field.</param>
/// <param name="Type">Its type, a scalar.</param>
/// <param name="Name">Its name in JSON, as it is written between the quotes.</param>
/// <param name="Parameter">The parameter of the constructor that takes it; null when none does.</param>
/// <param name="IsSet">Whether it is set after the constructor has run. One that is neither set nor taken is computed: written, and not kept when read.</param>
/// <param name="IsRequired">Whether JSON without it is refused.</param>
internal sealed record RecordMember(MemberInfo Member, Type Type, byte[] Name, JsonParameterInfo? Parameter, bool IsSet, bool IsRequired);
