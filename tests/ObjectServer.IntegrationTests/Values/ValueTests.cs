using System.Numerics;
using Google.Protobuf.WellKnownTypes;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Values;

public sealed class ValueTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private IEcho _echo = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<IEcho, Echo>().AddType<ICalculator, Calculator>());
        _client = await _server.ConnectAsync();
        _echo = await _client.CreateAsync<IEcho>();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Scalars_OfEveryKind_ComeBackEqual()
    {
        Assert.True(_echo.Boolean(true));
        Assert.Equal(sbyte.MinValue, _echo.SByte(sbyte.MinValue));
        Assert.Equal(byte.MaxValue, _echo.Byte(byte.MaxValue));
        Assert.Equal(short.MinValue, _echo.Int16(short.MinValue));
        Assert.Equal(ushort.MaxValue, _echo.UInt16(ushort.MaxValue));
        Assert.Equal(int.MinValue, _echo.Int32(int.MinValue));
        Assert.Equal(uint.MaxValue, _echo.UInt32(uint.MaxValue));
        Assert.Equal(long.MinValue, _echo.Int64(long.MinValue));
        Assert.Equal(ulong.MaxValue, _echo.UInt64(ulong.MaxValue));
        Assert.Equal('\u20AC', _echo.Char('\u20AC'));
        Assert.Equal(float.Epsilon, _echo.Single(float.Epsilon));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(_echo.Double(-0.0)));
        Assert.True(double.IsNaN(_echo.Double(double.NaN)));
        Assert.Equal((Half)1.5, _echo.Half((Half)1.5));
        Assert.Equal(decimal.MinValue, _echo.Decimal(decimal.MinValue));
        Assert.Equal(BigInteger.Pow(-3, 301), _echo.BigInteger(BigInteger.Pow(-3, 301)));
    }

    [Fact]
    public void IdentifiersAndTimes_OfEveryKind_ComeBackEqual()
    {
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        var time = new DateTime(2026, 2, 28, 23, 59, 59, DateTimeKind.Utc);
        var offset = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.FromMinutes(-150));

        Assert.Equal(id, _echo.Guid(id));
        Assert.Equal((time, DateTimeKind.Utc), (_echo.DateTime(time), _echo.DateTime(time).Kind));
        Assert.Equal((offset, offset.Offset), (_echo.DateTimeOffset(offset), _echo.DateTimeOffset(offset).Offset));
        Assert.Equal(TimeSpan.MinValue, _echo.TimeSpan(TimeSpan.MinValue));
        Assert.Equal(Colour.Red, _echo.Colour(Colour.Red));
        Assert.Equal((Colour)999, _echo.Colour((Colour)999));
        Assert.Equal(5, _echo.Nullable(5));
        Assert.Null(_echo.Nullable(null));
        Assert.Equal("na\u00EFve \U0001F600", _echo.Text("na\u00EFve \U0001F600"));
        Assert.Null(_echo.Text(null));
    }

    [Fact]
    public async Task Structures_OfEveryKind_ComeBackEqual()
    {
        ICalculator owner = await _client.CreateAsync<ICalculator>();
        var shape = new Shape("s", [new Point(1, double.NegativeInfinity, "a"), new Point(0, 0)], new() { ["t"] = [1, 2] }, owner);

        Shape record = _echo.Record(shape);

        Assert.Equal(shape.Title, record.Title);
        Assert.Equal(shape.Points, record.Points);
        Assert.Equal(shape.Tags, record.Tags);
        Assert.Same(owner, record.Owner);
        Assert.Equal((3, "x"), _echo.Tuple((3, "x")));
        Assert.Equal([new Point(1, 2)], _echo.Points([new Point(1, 2)]));
        Assert.Equal(new Duration { Seconds = 9 }, _echo.Message(new Duration { Seconds = 9 }));
    }

    [Fact]
    public void Arrays_OfEveryForm_ComeBackEqual()
    {
        int[,] grid = { { 1, 2, 3 }, { 4, 5, 6 } };

        Assert.Equal([1, 2, 3], _echo.Bytes([1, 2, 3]));
        Assert.Null(_echo.Bytes(null));
        Assert.Equal([1.5, double.MaxValue], _echo.Doubles([1.5, double.MaxValue]));
        Assert.Empty(_echo.Doubles([]));
        Assert.Equal(grid, _echo.Grid(grid));
        Assert.Equal([1f, 2f], _echo.Memory(new[] { 1f, 2f }).ToArray());
    }

    [Fact]
    public async Task Value_Of200Megabytes_PassesBothWaysWithDefaultSettings()
    {
        var values = new double[25_000_000];
        for (int i = 0; i < values.Length; i++) values[i] = i;

        double[] back = await _echo.DoublesAsync(values);

        Assert.True(values.AsSpan().SequenceEqual(back));
    }

    [Fact]
    public async Task Calls_BehindAChunkedArgument_KeepTheirOrder()
    {
        ICalculator calculator = await _client.CreateAsync<ICalculator>();
        string large = new('x', 3_000_000);

        Task<string> first = calculator.DescribeAsync(large).AsTask();
        var later = Enumerable.Range(1, 50).Select(calculator.StoreAsync).Select(task => task.AsTask()).ToArray();
        await Task.WhenAll([first, .. later]);

        Assert.Equal(50, calculator.Memory);
        Assert.Equal(large.Length + " calculator".Length, (await first).Length);
    }

    [Fact]
    public void Text_WithALoneSurrogate_IsRefusedByTheSender()
    {
        var thrown = Assert.Throws<ArgumentEncodingException>(() => _echo.Text("a\uD800"));

        Assert.Equal("value", thrown.ParameterName);
    }

    [Fact]
    public void Result_ThatCannotBeWritten_IsAnErrorOfThatCall()
    {
        var thrown = Assert.Throws<ArgumentEncodingException>(() => _echo.Unwritable());

        Assert.Contains(nameof(IEcho.Unwritable), thrown.Message, StringComparison.Ordinal);
        Assert.Equal(1, _echo.Int32(1));
    }
}
