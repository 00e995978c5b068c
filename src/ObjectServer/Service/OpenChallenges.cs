using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ObjectServer.Session;

namespace ObjectServer.Service;

/// <summary>
/// What clients of the unary service have to prove their key over. A challenge carries its own proof of where it comes from, so that nothing
/// is kept for a client that has proven nothing; only those that were answered rightly are kept, for as long as they could be used again.
/// Calls may overlap.
/// </summary>
internal sealed class OpenChallenges(ServerCore server)
{
    private const int RandomBytes = 16;
    private const int SealedBytes = RandomBytes + sizeof(long);
    private const int MostUsed = 65_536;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _used = [];
    private readonly Queue<(Guid Challenge, long Issued)> _order = new();

    /// <summary>A new challenge, for one client's nonce and name of a key.</summary>
    public byte[] Issue(ReadOnlySpan<byte> nonce, string keyName)
    {
        byte[] challenge = new byte[SealedBytes + HMACSHA256.HashSizeInBytes];
        RandomNumberGenerator.Fill(challenge.AsSpan(0, RandomBytes));
        BinaryPrimitives.WriteInt64BigEndian(challenge.AsSpan(RandomBytes), server.Time.GetTimestamp());
        Seal(challenge.AsSpan(0, SealedBytes), nonce, keyName).CopyTo(challenge, SealedBytes);
        return challenge;
    }

    /// <summary>Whether this is a challenge of this server for that nonce and name, and not too old.</summary>
    public bool IsValid(ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> nonce, string keyName) =>
        challenge.Length == SealedBytes + HMACSHA256.HashSizeInBytes
        && CryptographicOperations.FixedTimeEquals(Seal(challenge[..SealedBytes], nonce, keyName), challenge[SealedBytes..])
        && !IsOld(Issued(challenge));

    /// <summary>Uses a valid challenge up; false when it was used before.</summary>
    /// <exception cref="LimitExceededException">More sessions are opened than can be remembered.</exception>
    public bool TryUse(ReadOnlySpan<byte> challenge)
    {
        var id = new Guid(challenge[..RandomBytes]);
        lock (_gate)
        {
            while (_order.TryPeek(out (Guid Challenge, long Issued) first) && IsOld(first.Issued)) _used.Remove(_order.Dequeue().Challenge);
            if (_used.Contains(id)) return false;
            if (_used.Count >= MostUsed)
                throw new LimitExceededException($"sessions opened within {nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.HandshakeTimeout)}", MostUsed, _used.Count + 1, "One more session");
            _used.Add(id);
            _order.Enqueue((id, Issued(challenge)));
            return true;
        }
    }

    private static long Issued(ReadOnlySpan<byte> challenge) => BinaryPrimitives.ReadInt64BigEndian(challenge[RandomBytes..]);

    private bool IsOld(long issued) => server.Time.GetElapsedTime(issued) > server.Options.HandshakeTimeout;

    private byte[] Seal(ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> nonce, string keyName)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(challenge);
        hash.AppendData(nonce);
        hash.AppendData(Encoding.UTF8.GetBytes(keyName));
        return hash.GetHashAndReset();
    }
}
