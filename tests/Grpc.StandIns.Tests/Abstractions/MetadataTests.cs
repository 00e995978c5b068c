using Grpc.Core;

namespace Grpc.StandIns.Tests.Abstractions;

public sealed class MetadataTests
{
    [Fact]
    public void Get_KeyRepeatsInOtherCase_GivesTheLast()
    {
        Metadata metadata = new() { { "Key", "1" }, { "other", "2" }, { "KEY", "3" } };

        Assert.Equal("3", metadata.GetValue("kEy"));
        Assert.Equal(["1", "3"], metadata.GetAll("key").Select(entry => entry.Value));
        Assert.Equal("3"u8.ToArray(), metadata.GetValueBytes("key"));
        Assert.Null(metadata.Get("nothing"));
        Assert.Null(metadata.GetValue("nothing"));
        Assert.Null(metadata.GetValueBytes("nothing"));
    }

    [Fact]
    public void List_ChangedInAllWays_KeepsOrder()
    {
        Metadata.Entry a = new("a", "1");
        Metadata.Entry b = new("b", "2");
        Metadata.Entry c = new("c", "3");
        Metadata metadata = [a, b, c];

        metadata.Insert(0, c);
        metadata[1] = b;
        metadata.RemoveAt(3);
        bool removed = metadata.Remove(b);

        Assert.True(removed);
        Assert.Equal([c, b], metadata);
        Assert.Equal(2, metadata.Count);
        Assert.Equal(1, metadata.IndexOf(b));
        Assert.Contains(c, metadata);
        Assert.DoesNotContain(new Metadata.Entry("c", "3"), metadata);
        Assert.False(metadata.IsReadOnly);
    }

    [Fact]
    public void List_Cleared_IsEmpty()
    {
        Metadata metadata = new() { { "a", "1" } };

        metadata.Clear();

        Assert.Empty(metadata);
    }

    [Fact]
    public void Empty_Changed_Refuses()
    {
        Metadata.Entry entry = new("a", "1");

        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Insert(0, entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Remove(entry));
        Assert.Throws<InvalidOperationException>(Metadata.Empty.Clear);
        Assert.Empty(Metadata.Empty);
    }

    [Fact]
    public void Add_Null_Refuses() => Assert.Throws<ArgumentNullException>(() => new Metadata().Add(null!));

    [Fact]
    public void Entry_Text_KeepsTextUnderALowerCaseKey()
    {
        Metadata.Entry entry = new("X-Key_1.a", "text");

        Assert.Equal("x-key_1.a", entry.Key);
        Assert.Equal("text", entry.Value);
        Assert.Equal("text"u8.ToArray(), entry.ValueBytes);
        Assert.False(entry.IsBinary);
        Assert.Equal("[Entry: key=x-key_1.a, value=text]", entry.ToString());
    }

    [Fact]
    public void Entry_Binary_KeepsACopyOfItsBytes()
    {
        byte[] bytes = [1, 2];
        Metadata.Entry entry = new("x-bin", bytes);

        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal([1, 2], entry.ValueBytes);
        Assert.True(entry.IsBinary);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
        Assert.Equal("[Entry: key=x-bin, value=AQI=]", entry.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a:b")]
    [InlineData("x-BIN")]
    public void Entry_TextUnderAKeyNotForText_IsRefused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "text"));

    [Theory]
    [InlineData("-b in")]
    [InlineData("bin")]
    public void Entry_BytesUnderAKeyNotForBytes_AreRefused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, new byte[1]));
}
