using System.Numerics;
using Google.Protobuf.WellKnownTypes;

namespace ObjectServer.IntegrationTests.Contracts;

public enum Colour : short
{
    Red = -1,
    Green = 7,
}

public sealed record Point(double X, double Y, string? Name = null);

public sealed record Shape(string Title, IReadOnlyList<Point> Points, Dictionary<string, int[]> Tags, ICalculator? Owner = null);

/// <summary>Gives back what it is given, one member for each kind of value.</summary>
[SharedContract]
public interface IEcho
{
    bool Boolean(bool value);

    sbyte SByte(sbyte value);

    byte Byte(byte value);

    short Int16(short value);

    ushort UInt16(ushort value);

    int Int32(int value);

    uint UInt32(uint value);

    long Int64(long value);

    ulong UInt64(ulong value);

    char Char(char value);

    float Single(float value);

    double Double(double value);

    Half Half(Half value);

    decimal Decimal(decimal value);

    BigInteger BigInteger(BigInteger value);

    Guid Guid(Guid value);

    DateTime DateTime(DateTime value);

    DateTimeOffset DateTimeOffset(DateTimeOffset value);

    TimeSpan TimeSpan(TimeSpan value);

    string? Text(string? value);

    byte[]? Bytes(byte[]? value);

    double[] Doubles(double[] value);

    int[,] Grid(int[,] value);

    Memory<float> Memory(Memory<float> value);

    Colour Colour(Colour value);

    int? Nullable(int? value);

    Duration Message(Duration value);

    Shape Record(Shape value);

    (int Count, string Name) Tuple((int Count, string Name) value);

    List<Point> Points(List<Point> value);

    Task<double[]> DoublesAsync(double[] value);

    long LengthOf(byte[] value);

    byte[] Zeros(long length);

    Unwritable Unwritable();
}
