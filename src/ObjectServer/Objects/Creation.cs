using System.Buffers;
using ObjectServer.Client.Session;
using ObjectServer.Session.Access;

namespace ObjectServer.Objects;

/// <summary>What a client asks to be created.</summary>
/// <param name="Type">Registered type name; empty for the one that implements the contract.</param>
/// <param name="Contract">Full name of the contract the client wants; empty for any.</param>
/// <param name="Name">Name of the object; empty for none.</param>
/// <param name="GetOrCreate">An object of that name is as good.</param>
/// <param name="Arguments">Constructor arguments, a Values message; read before the creation completes.</param>
/// <param name="References">Finds the shared objects among the arguments.</param>
internal sealed record Creation(
    string Type, string Contract, string Name, bool GetOrCreate, ReadOnlySequence<byte> Arguments, SessionReferences References)
{
    /// <summary>The type name without type arguments: what rules are about.</summary>
    public string TypeName { get; } = NameOf(Type);

    /// <summary>What the client may do; null for everything.</summary>
    public SessionAccess? Access { get; init; }

    /// <summary>The type, where only some of those that fit may be created; null where it is still to be found.</summary>
    public TypeRegistration? Chosen { get; set; }

    /// <summary>Whether the arguments were read, and what they mention taken over.</summary>
    public bool HasRead { get; set; }

    /// <summary>A type name without its type arguments.</summary>
    public static string NameOf(string type) => type.IndexOf('<', StringComparison.Ordinal) is > 0 and int open ? type[..open].TrimEnd() : type;
}
