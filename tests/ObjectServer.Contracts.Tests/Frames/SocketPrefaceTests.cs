using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

public sealed class SocketPrefaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Preface_OfALane_NamesIt(int lane)
    {
        byte[] preface = SocketPreface.Of((Lane)lane);

        Assert.Equal(SocketPreface.Bytes, preface.Length);
        Assert.Equal(SocketPreface.First, preface[0]);
        Assert.True(SocketPreface.TryRead(preface, out Lane read));
        Assert.Equal((Lane)lane, read);
    }

    [Theory]
    [InlineData("\0objsrv\0")]
    [InlineData("\0objsrv\u0004")]
    [InlineData("\0objsr")]
    [InlineData("PRI * HT")]
    [InlineData("\0objsrw\u0001")]
    public void Preface_ThatIsNone_IsNotTaken(string bytes) =>
        Assert.False(SocketPreface.TryRead(System.Text.Encoding.ASCII.GetBytes(bytes), out _));
}
