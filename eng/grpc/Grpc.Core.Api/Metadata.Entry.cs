using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header or trailer. Immutable.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _text;
        private readonly byte[] _bytes = [];

        /// <summary>Makes a binary entry.</summary>
        /// <param name="key">The key, which must end in <c>-bin</c>. It is made lower case.</param>
        /// <param name="valueBytes">The bytes, which are copied.</param>
        /// <exception cref="ArgumentException">
        /// The key is not one of a binary entry, or holds other characters than letters, digits, '_', '-' and '.'.
        /// </exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalized(key);
            if (!IsBinaryKey(Key))
            {
                throw new ArgumentException($"The key of a binary entry ends in '{BinaryHeaderSuffix}'; '{key}' does not.", nameof(key));
            }
            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = valueBytes.AsSpan().ToArray();
        }

        /// <summary>Makes a text entry.</summary>
        /// <param name="key">The key, which must not end in <c>-bin</c>. It is made lower case.</param>
        /// <param name="value">The text, in ASCII.</param>
        /// <exception cref="ArgumentException">
        /// The key is one of a binary entry, or holds other characters than letters, digits, '_', '-' and '.'.
        /// </exception>
        public Entry(string key, string value)
        {
            Key = Normalized(key);
            if (IsBinaryKey(Key))
            {
                throw new ArgumentException($"The key '{key}' ends in '{BinaryHeaderSuffix}', which is for bytes.", nameof(key));
            }
            ArgumentNullException.ThrowIfNull(value);
            _text = value;
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => _text is null;

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException($"The entry '{Key}' is binary; read its bytes.");

        /// <summary>A copy of the bytes; of a text entry, the text in ASCII.</summary>
        public byte[] ValueBytes => _text is null ? _bytes.AsSpan().ToArray() : Encoding.ASCII.GetBytes(_text);

        /// <summary>Key and value as a line for a log, bytes in base 64.</summary>
        /// <returns>The line.</returns>
        public override string ToString() => $"[Entry: key={Key}, value={_text ?? Convert.ToBase64String(_bytes)}]";

        private static bool IsBinaryKey(string key) => key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        private static string Normalized(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            string lower = key.ToLowerInvariant();
            if (lower.Length == 0 || lower.AsSpan().ContainsAnyExcept(KeyCharacters))
            {
                throw new ArgumentException($"A key consists of letters, digits, '_', '-' and '.'; '{key}' does not.", nameof(key));
            }
            return lower;
        }
    }
}
