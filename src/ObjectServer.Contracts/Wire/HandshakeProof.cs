using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ObjectServer.Wire;

/// <summary>
/// What the two sides of one handshake prove to each other: that they know the same key. Each proof covers what both of them have drawn
/// at random for this handshake, what it is for and whose it is, so that none can be used again, elsewhere, or by the other side.
/// session.proto has the formula.
/// </summary>
internal sealed class HandshakeProof
{
    /// <summary>Bytes that each side draws at random.</summary>
    public const int NonceBytes = 32;

    private const int Protocol = 1;
    private const string ClientRole = "client";
    private const string ServerRole = "server";
    private const string SecretRole = "secret";

    private readonly string _purpose;
    private readonly byte[] _nonce;
    private readonly byte[] _challenge;
    private readonly byte[] _context;

    private HandshakeProof(string purpose, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> challenge, byte[] context)
    {
        _purpose = purpose;
        _nonce = nonce.ToArray();
        _challenge = challenge.ToArray();
        _context = context;
    }

    /// <summary>Bytes that nobody can know before.</summary>
    public static byte[] NewNonce() => RandomNumberGenerator.GetBytes(NonceBytes);

    /// <summary>A key as it is given to people, as bytes.</summary>
    public static byte[] KeyOf(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The proofs of a session's beginning.</summary>
    public static HandshakeProof OfSession(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> server, ulong generation, string keyName) =>
        new("session", nonce, challenge, ServerContext(server, generation, keyName));

    /// <summary>The proofs of a session's beginning in the unary service.</summary>
    public static HandshakeProof OfOpen(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> server, ulong generation, string keyName) =>
        new("open", nonce, challenge, ServerContext(server, generation, keyName));

    /// <summary>The proofs of a session's return by another link.</summary>
    public static HandshakeProof OfResumption(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> session) =>
        new("resume", nonce, challenge, session.ToArray());

    /// <summary>The proofs of a further lane.</summary>
    public static HandshakeProof OfLane(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> session, Lane lane, uint link)
    {
        byte[] context = [.. session, (byte)lane, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(context.AsSpan(context.Length - sizeof(uint)), link);
        return new HandshakeProof("attach", nonce, challenge, context);
    }

    /// <summary>What the client sends.</summary>
    public byte[] OfClient(byte[] key) => Compute(key, ClientRole);

    /// <summary>What the server sends.</summary>
    public byte[] OfServer(byte[] key) => Compute(key, ServerRole);

    /// <summary>What both know afterwards, and nobody else does.</summary>
    public byte[] Secret(byte[] key) => Compute(key, SecretRole);

    /// <summary>Whether a proof is the client's. It takes as long whatever is wrong with it.</summary>
    public bool IsOfClient(byte[] key, ReadOnlySpan<byte> proof) => CryptographicOperations.FixedTimeEquals(Compute(key, ClientRole), proof);

    /// <summary>Whether a proof is the server's. It takes as long whatever is wrong with it.</summary>
    public bool IsOfServer(byte[] key, ReadOnlySpan<byte> proof) => CryptographicOperations.FixedTimeEquals(Compute(key, ServerRole), proof);

    private static byte[] ServerContext(ReadOnlySpan<byte> server, ulong generation, string keyName)
    {
        byte[] name = Encoding.UTF8.GetBytes(keyName);
        byte[] context = new byte[server.Length + sizeof(ulong) + name.Length];
        server.CopyTo(context);
        BinaryPrimitives.WriteUInt64BigEndian(context.AsSpan(server.Length), generation);
        name.CopyTo(context, server.Length + sizeof(ulong));
        return context;
    }

    private byte[] Compute(byte[] key, string role)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Append(hash, Encoding.ASCII.GetBytes($"objectserver {Protocol} {_purpose} {role}"));
        Append(hash, _nonce);
        Append(hash, _challenge);
        Append(hash, _context);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
