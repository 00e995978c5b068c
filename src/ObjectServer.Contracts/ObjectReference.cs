using System.Globalization;

namespace ObjectServer;

/// <summary>
/// The identity of a shared object: a value that can be stored, logged and sent, and that keeps nothing alive. Two references
/// mean the same object when server, generation and object id are equal.
/// </summary>
/// <param name="Server">Identity of the server that holds the object.</param>
/// <param name="Generation">Which start of that server: larger after each restart. A reference to an earlier generation is stale.</param>
/// <param name="ObjectId">The object's id, from 1; never used again within a generation.</param>
/// <param name="Contract">Fingerprint of the contract the object was handed out under; says nothing about identity.</param>
public readonly record struct ObjectReference(Guid Server, ulong Generation, ulong ObjectId, ulong Contract) : IParsable<ObjectReference>
{
    /// <inheritdoc/>
    public bool Equals(ObjectReference other) =>
        ObjectId == other.ObjectId && Generation == other.Generation && Server == other.Server;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ObjectId, Generation, Server);

    /// <summary>The text form <c>server/generation/object/contract</c>, which <see cref="Parse(string, IFormatProvider?)"/> reads back.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Server:D}/{Generation:x}/{ObjectId:x}/{Contract:x16}");

    /// <summary>Reads the text form of a reference.</summary>
    /// <param name="s">What <see cref="ToString"/> gave.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException"><paramref name="s"/> is not the text form of a reference.</exception>
    public static ObjectReference Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out ObjectReference result)
        ? result
        : throw new FormatException($"\"{s}\" is not an object reference; the form is server/generation/object/contract, as ToString gives it.");

    /// <summary>Reads the text form of a reference; false when it is not one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The reference read.</param>
    public static bool TryParse(string? s, IFormatProvider? provider, out ObjectReference result)
    {
        result = default;
        string[] parts = s?.Split('/') ?? [];
        if (parts.Length != 4
            || !Guid.TryParseExact(parts[0], "D", out Guid server)
            || !TryParseHex(parts[1], out ulong generation)
            || !TryParseHex(parts[2], out ulong id)
            || !TryParseHex(parts[3], out ulong contract))
        {
            return false;
        }

        result = new ObjectReference(server, generation, id, contract);
        return true;
    }

    private static bool TryParseHex(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
