using System.Globalization;
using System.Text.Json.Serialization;

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
    /// <summary>The most characters of <see cref="Address"/> in a text form that is read.</summary>
    internal const int MostAddressChars = 1024;

    private const char BeforeAddress = '@';

    /// <summary>
    /// Where the server says that it can be reached, such as <c>http://10.0.0.5:5080</c>; null when it does not say. It may lead elsewhere
    /// by now, so it says nothing about identity: two references that differ in it alone are equal.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <inheritdoc/>
    public bool Equals(ObjectReference other) =>
        ObjectId == other.ObjectId && Generation == other.Generation && Server == other.Server;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ObjectId, Generation, Server);

    /// <summary>
    /// The text form <c>server/generation/object/contract</c>, with <c>@address</c> behind it where there is one, which
    /// <see cref="Parse(string, IFormatProvider?)"/> reads back.
    /// </summary>
    public override string ToString()
    {
        string identity = string.Create(CultureInfo.InvariantCulture, $"{Server:D}/{Generation:x}/{ObjectId:x}/{Contract:x16}");
        return Address is null ? identity : $"{identity}{BeforeAddress}{Address}";
    }

    /// <summary>Reads the text form of a reference.</summary>
    /// <param name="s">What <see cref="ToString"/> gave.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException"><paramref name="s"/> is not the text form of a reference.</exception>
    public static ObjectReference Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out ObjectReference result)
        ? result
        : throw new FormatException($"\"{s}\" is not an object reference; the form is server/generation/object/contract or server/generation/object/contract@address, as ToString gives it.");

    /// <summary>Reads the text form of a reference; false when it is not one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The reference read.</param>
    public static bool TryParse(string? s, IFormatProvider? provider, out ObjectReference result)
    {
        result = default;
        int at = s?.IndexOf(BeforeAddress, StringComparison.Ordinal) ?? -1;
        string? address = at < 0 ? null : s![(at + 1)..];
        if (address is { Length: 0 or > MostAddressChars }) return false;
        string[] parts = (at < 0 ? s : s![..at])?.Split('/') ?? [];
        if (parts.Length != 4
            || !Guid.TryParseExact(parts[0], "D", out Guid server)
            || !TryParseHex(parts[1], out ulong generation)
            || !TryParseHex(parts[2], out ulong id)
            || !TryParseHex(parts[3], out ulong contract))
        {
            return false;
        }

        result = new ObjectReference(server, generation, id, contract) { Address = address };
        return true;
    }

    private static bool TryParseHex(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
