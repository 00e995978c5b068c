using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ObjectServer.Contract;

/// <summary>The numbers by which members and contracts are known on the wire.</summary>
internal static class MemberId
{
    /// <summary>
    /// The id of a member: the first 8 bytes, little-endian, of the SHA-256 of the UTF-8 of declaring interface, "::" and signature.
    /// </summary>
    public static ulong Of(string declaringInterfaceName, string signature) =>
        First8(SHA256.HashData(Encoding.UTF8.GetBytes($"{declaringInterfaceName}::{signature}")));

    /// <summary>
    /// The fingerprint of a contract: the same hash over the UTF-8 of its name, one zero byte, and its member ids in ascending
    /// order, 8 little-endian bytes each.
    /// </summary>
    public static ulong Fingerprint(string contractName, IEnumerable<ulong> memberIds)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(contractName));
        hash.AppendData([0]);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (ulong id in memberIds.Order())
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, id);
            hash.AppendData(bytes);
        }

        return First8(hash.GetHashAndReset());
    }

    private static ulong First8(byte[] hash) => BinaryPrimitives.ReadUInt64LittleEndian(hash);
}
