using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

public sealed class ArrayTests
{
    [Fact]
    public void Vectors_OfEveryElement_ArriveEqual()
    {
        Same<byte[]>([], [1, 255]);
        Same<sbyte[]>([], [-128, 127]);
        Same<short[]>([], [short.MinValue]);
        Same<ushort[]>([], [ushort.MaxValue]);
        Same<int[]>([], [int.MinValue]);
        Same<uint[]>([], [uint.MaxValue]);
        Same<long[]>([], [long.MinValue]);
        Same<ulong[]>([], [ulong.MaxValue]);
        Same<Half[]>([], [Half.MaxValue, -Half.Zero]);
        Same<float[]>([], [float.NaN, -0f]);
        Same<double[]>([], [double.NaN, -0.0]);
        Same<bool[]>([], [true, false]);
        Same<char[]>([], ['a', '\uDC00']);
        Same<double[]?>([null]);
        Same<byte[]?>([null]);
    }

    [Fact]
    public void Grids_OfAnyRank_ArriveEqual()
    {
        Same(new double[0, 0], new double[3, 0], new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Same(new byte[,] { { 1 }, { 2 } });
        Same(new bool[,] { { true }, { false } });
        Same(new int[2, 3, 4], Counted(2, 3, 4));
        Same(new char[1, 2, 3, 4], new char[0, 2, 0, 4]);
        Same<double[,]?>([null]);
    }

    [Fact]
    public void Memories_OfEveryShape_ArriveEqual()
    {
        int[] numbers = [1, 2, 3, 4];
        byte[] bytes = [1, 2, 3, 4];

        Assert.Equal(numbers[1..3], Payloads.Read<Memory<int>>(Payloads.Write(numbers.AsMemory(1, 2))).ToArray());
        Assert.Equal(numbers[1..3], Payloads.Read<ReadOnlyMemory<int>>(Payloads.Write<ReadOnlyMemory<int>>(numbers.AsMemory(1, 2))).ToArray());
        Assert.Equal(numbers[1..3], Payloads.Read<ArraySegment<int>>(Payloads.Write(new ArraySegment<int>(numbers, 1, 2))).ToArray());
        Assert.Equal(bytes[1..3], Payloads.Read<Memory<byte>>(Payloads.Write(bytes.AsMemory(1, 2))).ToArray());
        Assert.Equal(bytes[1..3], Payloads.Read<ReadOnlyMemory<byte>>(Payloads.Write<ReadOnlyMemory<byte>>(bytes.AsMemory(1, 2))).ToArray());
        Assert.Equal(bytes[1..3], Payloads.Read<ArraySegment<byte>>(Payloads.Write(new ArraySegment<byte>(bytes, 1, 2))).ToArray());
    }

    [Fact]
    public void Memories_WithoutContent_ArriveEmpty()
    {
        Assert.True(Payloads.Read<Memory<int>>(Payloads.Write(default(Memory<int>))).IsEmpty);
        Assert.Equal(0, Payloads.Read<ArraySegment<int>>(Payloads.Write(default(ArraySegment<int>))).Count);
        Assert.Equal(0, Payloads.Read<ArraySegment<byte>>(Payloads.Write(default(ArraySegment<byte>))).Count);
        Assert.True(Payloads.Read<ReadOnlyMemory<byte>>(Payloads.Write(w => w.WriteNull())).IsEmpty);
    }

    [Fact]
    public void Vector_ThatIsReallyOfAnotherSign_TravelsAsDeclared()
    {
        int[] disguised = (int[])(object)new uint[] { uint.MaxValue };

        Assert.Equal([-1], Payloads.Read<int[]>(Payloads.Write(disguised)));
    }

    [Fact]
    public void Grid_ThatDoesNotStartAtZero_IsRefused()
    {
        var grid = (double[,])Array.CreateInstance(typeof(double), [2, 2], [0, 1]);

        Assert.Contains("starts at 1", Assert.Throws<ArgumentEncodingException>(() => Payloads.Write(grid)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_OfAnotherElementOrRank_AreRefused()
    {
        ScalarTests.Refused<double[]>(Payloads.Write(new float[1]), "Expected an array of Double, found an array of Single.");
        ScalarTests.Refused<double[,]>(Payloads.Write(new double[1]), "Expected an array of rank 2, found one of rank 1.");
        ScalarTests.Refused<double[]>(Payloads.Write(new double[1, 1]), "Expected an array of rank 1, found one of rank 2.");
        ScalarTests.Refused<byte[]>(Payloads.Write(new sbyte[1]), "Expected a value of kind binary, found numbers.");
    }

    [Fact]
    public void Booleans_OtherThanZeroAndOne_AreRefused()
    {
        byte[] payload = Payloads.Write(new bool[] { true, true, false });
        payload[^1] = 2;

        ScalarTests.Refused<bool[]>(payload, "other than 0 and 1");
    }

    [Theory]
    [InlineData(new long[] { 3 }, 1)]
    [InlineData(new long[] { -1 }, 1)]
    [InlineData(new long[] { long.MinValue }, 0)]
    [InlineData(new long[] { 1L << 33 }, 2)]
    public void Lengths_ThatDoNotFitTheData_AreRefused(long[] lengths, int elements) =>
        ScalarTests.Refused<double[]>(
            Payloads.Write(w => w.WriteNumbers(Wire.ElementType.Double, lengths, new byte[8 * elements])), "The value cannot be read");

    [Theory]
    [InlineData(new long[] { 1L << 30, 1L << 30, 1L << 30 })]
    [InlineData(new long[] { 1L << 31, 1L << 31, 0 })]
    [InlineData(new long[] { -1, -1, 1 })]
    [InlineData(new long[] { 0x7FFF_FFC7, 0x7FFF_FFC7, 4 })]
    public void Lengths_WhoseProductOverflows_AreRefused(long[] lengths) =>
        ScalarTests.Refused<double[,,]>(
            Payloads.Write(w => w.WriteNumbers(Wire.ElementType.Double, lengths, new byte[8])), "The value cannot be read");

    [Fact]
    public void Lengths_HugeBesideZero_TakeNoMemory()
    {
        byte[] payload = Payloads.Write(w => w.WriteNumbers(Wire.ElementType.Double, [Array.MaxLength, 0], []));

        Assert.Equal((Array.MaxLength, 0), (Payloads.Read<double[,]>(payload).GetLength(0), Payloads.Read<double[,]>(payload).GetLength(1)));
    }

    [Fact]
    public void Vector_Of200Megabytes_ArrivesEqual()
    {
        double[] sent = new double[25_000_000];
        for (int i = 0; i < sent.Length; i++)
            sent[i] = i * 0.5;

        using var buffer = new PayloadBuffer();
        var writer = new ValueWriter();
        writer.Reset(buffer, null, Payloads.NoLimit);
        ValueCodecs.Of<double[]>().Write(writer, sent);
        var reader = new ValueReader();
        reader.Reset(buffer.AsSequence(), null, Payloads.NoLimit);
        double[] arrived = ValueCodecs.Of<double[]>().Read(reader)!;

        Assert.True(sent.AsSpan().SequenceEqual(arrived));
        Assert.True(reader.AtEnd);
    }

    private static int[,,] Counted(int a, int b, int c)
    {
        int[,,] grid = new int[a, b, c];
        for (int i = 0; i < grid.Length; i++)
            grid[i / (b * c), i / c % b, i % c] = i;

        return grid;
    }

    private static void Same<T>(params T[] values)
    {
        foreach (T value in values)
            Assert.Equal(value, Payloads.RoundTrip(value));
    }
}
