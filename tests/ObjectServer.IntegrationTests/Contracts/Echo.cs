using System.Numerics;
using Google.Protobuf.WellKnownTypes;

namespace ObjectServer.IntegrationTests.Contracts;

[SharedObject("echo", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Echo : IEcho
{
    public bool Boolean(bool value) => value;

    public sbyte SByte(sbyte value) => value;

    public byte Byte(byte value) => value;

    public short Int16(short value) => value;

    public ushort UInt16(ushort value) => value;

    public int Int32(int value) => value;

    public uint UInt32(uint value) => value;

    public long Int64(long value) => value;

    public ulong UInt64(ulong value) => value;

    public char Char(char value) => value;

    public float Single(float value) => value;

    public double Double(double value) => value;

    public Half Half(Half value) => value;

    public decimal Decimal(decimal value) => value;

    public BigInteger BigInteger(BigInteger value) => value;

    public Guid Guid(Guid value) => value;

    public DateTime DateTime(DateTime value) => value;

    public DateTimeOffset DateTimeOffset(DateTimeOffset value) => value;

    public TimeSpan TimeSpan(TimeSpan value) => value;

    public string? Text(string? value) => value;

    public byte[]? Bytes(byte[]? value) => value;

    public double[] Doubles(double[] value) => value;

    public int[,] Grid(int[,] value) => value;

    public Memory<float> Memory(Memory<float> value) => value;

    public Colour Colour(Colour value) => value;

    public int? Nullable(int? value) => value;

    public Duration Message(Duration value) => value;

    public Shape Record(Shape value) => value;

    public (int Count, string Name) Tuple((int Count, string Name) value) => value;

    public List<Point> Points(List<Point> value) => value;

    public Task<double[]> DoublesAsync(double[] value) => Task.FromResult(value);

    public long LengthOf(byte[] value) => value.LongLength;

    public byte[] Zeros(long length) => new byte[length];

    public Unwritable Unwritable() => new();
}
