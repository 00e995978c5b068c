using System.Buffers.Text;
using System.Security.Cryptography;

namespace ObjectServer.Service;

/// <summary>What a client of the unary service carries: which session it means, and the secret that proves it is its own.</summary>
internal static class SessionToken
{
    /// <summary>Bytes of the session's id.</summary>
    public const int IdBytes = 16;

    /// <summary>Bytes of the secret.</summary>
    public const int SecretBytes = 32;

    /// <summary>A new secret.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The token as text that may stand in request metadata.</summary>
    public static string Write(Guid id, ReadOnlySpan<byte> secret)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + SecretBytes];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        secret.CopyTo(bytes[IdBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Takes a token apart; false when it is none.</summary>
    /// <param name="text">What the client sent.</param>
    /// <param name="id">The session it means.</param>
    /// <param name="secret">Receives the secret; <see cref="SecretBytes"/> long.</param>
    public static bool TryRead(string? text, out Guid id, Span<byte> secret)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + SecretBytes];
        id = default;
        if (text?.Length != Base64Url.GetEncodedLength(bytes.Length)) return false;
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out int written) || written != bytes.Length) return false;
        id = new Guid(bytes[..IdBytes], bigEndian: true);
        bytes[IdBytes..].CopyTo(secret);
        return true;
    }
}
