using ObjectServer.Dashboard.Rendering;

namespace ObjectServer.Dashboard.Tests.Rendering;

public sealed class ShowTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0000048, "4.8 µs")]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(61.94, "61.9 s")]
    [InlineData(3723, "1 h 2 min")]
    public void Time_InSeconds_IsInTheUnitThatFits(double seconds, string expected) => Assert.Equal(expected, Show.Time(seconds));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(2097152, "2 MiB")]
    [InlineData(1099511627776, "1 TiB")]
    public void Bytes_OfAnySize_AreInTheUnitThatFits(double bytes, string expected) => Assert.Equal(expected, Show.Bytes(bytes));

    [Theory]
    [InlineData(0.4, "now")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(90061, "1 d 1 h")]
    public void Age_OfAnything_HasTwoParts(double seconds, string expected) => Assert.Equal(expected, Show.Age(TimeSpan.FromSeconds(seconds)));
}
