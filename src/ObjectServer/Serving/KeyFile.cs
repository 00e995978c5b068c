using System.Text;
using ObjectServer.Memory;

namespace ObjectServer.Serving;

/// <summary>A file that holds one secret, as text, and that nobody but its owner can read.</summary>
internal static class KeyFile
{
    private const int MostBytes = 16 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the secret; line ends at the end of the file do not belong to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong with it; never what is in it.</param>
    public static string? TryRead(string path, out string? fault)
    {
        fault = null;
        try
        {
            using FileStream file = File.OpenRead(path);
            if (!OperatingSystem.IsWindows() && !FileStatus.IsPrivate(file.SafeFileHandle))
            {
                fault = $"{path} is refused: others than its owner may read or write it, or it belongs to another user. "
                    + $"Make it private to the server's user: chown it, and chmod 600 {path}.";
                return null;
            }

            byte[] content = new byte[MostBytes + 1];
            int count = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            string text = Strict.GetString(content, 0, Math.Min(count, MostBytes)).TrimEnd('\r', '\n');
            if (count > MostBytes) fault = $"{path} is refused: it is larger than {MostBytes} bytes, which no key is.";
            else if (string.IsNullOrWhiteSpace(text)) fault = $"{path} is refused: it is empty, which is no key.";
            return fault is null ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = $"{path} cannot be read: {e.Message}";
        }
        catch (DecoderFallbackException)
        {
            fault = $"{path} is refused: it is not text in UTF-8.";
        }

        return null;
    }
}
