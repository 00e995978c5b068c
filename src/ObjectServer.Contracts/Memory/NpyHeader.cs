using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ObjectServer.Memory;

/// <summary>
/// What stands at the start of a <c>.npy</c> file, by NumPy's description of the format (numpy.lib.format): what the elements are and how
/// many. Written as version 1.0, read as 1.0, 2.0 and 3.0.
/// </summary>
internal static partial class NpyHeader
{
    /// <summary>How many bytes have to be read before it is known how long a header is.</summary>
    public const int PrefixBytes = 12;

    /// <summary>The longest header that is read, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => "NUMPY"u8;

    /// <summary>A header that takes <paramref name="length"/> bytes; 0 for as few as it needs.</summary>
    /// <exception cref="ArgumentException">The layout does not fit into them.</exception>
    public static byte[] Write(MemoryLayout layout, int length = 0)
    {
        string shape = string.Join(", ", layout.Shape.Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)));
        if (layout.Shape.Count == 1) shape += ",";
        byte[] text = Encoding.ASCII.GetBytes($"{{'descr': '{layout.ElementType}', 'fortran_order': False, 'shape': ({shape}), }}");
        int needed = 10 + text.Length + 1;
        if (length == 0) length = (needed + Alignment - 1) / Alignment * Alignment;
        if (needed > length || length - 10 > ushort.MaxValue) throw new ArgumentException($"A shape of {layout.Shape.Count} dimensions does not fit into a header of {length} bytes.", nameof(layout));
        byte[] header = new byte[length];
        header.AsSpan().Fill((byte)' ');
        header[0] = 0x93;
        Magic.CopyTo(header.AsSpan(1));
        header[6] = 1;
        header[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - 10));
        text.CopyTo(header, 10);
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>How long the header is that begins so, in bytes.</summary>
    /// <exception cref="InvalidDataException">This is no .npy file, or one of a version that is not known.</exception>
    public static int LengthOf(ReadOnlySpan<byte> prefix)
    {
        if (prefix.Length < PrefixBytes || prefix[0] != 0x93 || !prefix[1..6].SequenceEqual(Magic))
            throw new InvalidDataException("This is no .npy file: it does not begin as one.");
        long length = prefix[6] switch
        {
            1 => 10L + BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..]),
            2 or 3 => 12L + BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]),
            byte version => throw new InvalidDataException($"This .npy file is of version {version}.{prefix[7]}; 1.0, 2.0 and 3.0 are known."),
        };
        return length is >= PrefixBytes and <= MostBytes ? (int)length : throw new InvalidDataException($"The header of this .npy file is said to take {length} bytes; at most {MostBytes} are read.");
    }

    /// <summary>Reads a whole header.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or the elements lie in another order than here.</exception>
    public static MemoryLayout Read(ReadOnlySpan<byte> header)
    {
        string text = Encoding.UTF8.GetString(header[(header[6] == 1 ? 10 : 12)..]);
        Match descr = Descr().Match(text);
        Match order = FortranOrder().Match(text);
        Match shape = Shape().Match(text);
        if (!order.Success || !shape.Success || !text.Contains("descr", StringComparison.Ordinal)) throw new InvalidDataException("The header of this .npy file lacks its descr, fortran_order or shape.");
        if (!descr.Success) throw new InvalidDataException("This .npy file holds records with fields, which are not read; save one array for each field.");
        var lengths = new List<long>();
        foreach (string part in shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out long length)) throw new InvalidDataException($"\"{part}\" is no length of a dimension.");
            lengths.Add(length);
        }

        if (order.Groups[1].Value == "True" && lengths.Count(static length => length != 1) > 1)
            throw new InvalidDataException("The elements of this .npy file lie column by column (fortran_order); save numpy.ascontiguousarray of it.");
        return new MemoryLayout(descr.Groups[1].Value, lengths);
    }

    /// <summary>Reads the header of a file, up to its first element.</summary>
    /// <exception cref="InvalidDataException">This is no .npy file that can be read.</exception>
    /// <exception cref="EndOfStreamException">It ends within the header.</exception>
    public static async Task<MemoryLayout> ReadAsync(Stream stream, CancellationToken cancel)
    {
        byte[] header = new byte[PrefixBytes];
        await stream.ReadExactlyAsync(header, cancel).ConfigureAwait(false);
        Array.Resize(ref header, LengthOf(header));
        await stream.ReadExactlyAsync(header.AsMemory(PrefixBytes), cancel).ConfigureAwait(false);
        return Read(header);
    }

    [GeneratedRegex("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]")]
    private static partial Regex Descr();

    [GeneratedRegex("['\"]fortran_order['\"]\\s*:\\s*(True|False)")]
    private static partial Regex FortranOrder();

    [GeneratedRegex("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex Shape();
}
