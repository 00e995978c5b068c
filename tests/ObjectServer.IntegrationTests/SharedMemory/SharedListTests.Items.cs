using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <content>Items: what they are, what they may become, and what they may not.</content>
public abstract partial class SharedListTests
{
    [Fact]
    [Trait("Conformance", "C-127")]
    public async Task List_HasItsItems()
    {
        await using SharedList list = await Client.CreateMemoryListAsync(Mixed);

        Assert.Equal(InPlace, list.IsInPlace);
        Assert.Equal(7, list.Count);
        Assert.Equal(Mixed, list);
        Assert.Equal(Mixed, await list.ToArrayAsync());
        Assert.Equal(Mixed, Enumerable.Range(0, 7).Select(i => list[i]));
        Assert.Equal((42L, "howdy"), (list[^1], list[^7]));
        Assert.Equal(100L, await list.GetAsync(^4));
        Assert.Equal(
            [ItemKind.Text, ItemKind.Bytes, ItemKind.Real, ItemKind.Integer, ItemKind.Null, ItemKind.Boolean, ItemKind.Integer],
            Enumerable.Range(0, 7).Select(i => list.KindOf(i)));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[7]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => list.GetAsync(^8).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => list.SetAsync(-1 + 8, 1));
    }

    [Fact]
    [Trait("Conformance", "C-127")]
    public async Task Values_AreFoundByWhatTheyAre()
    {
        await using SharedList list = await Client.CreateMemoryListAsync([1, 2.0, 2, "2", new byte[] { 2 }, true, null, 2, double.NaN]);

        Assert.Equal(2, list.IndexOf(2));
        Assert.Equal(1, list.IndexOf(2.0));
        Assert.Equal(4, list.IndexOf(new byte[] { 2 }));
        Assert.Equal(8, list.IndexOf(double.NaN));
        Assert.Equal(-1, list.IndexOf("absent"));
        Assert.Equal((2, 1, 1, 0), (list.CountOf(2L), list.CountOf("2"), list.CountOf(null), list.CountOf(false)));
    }

    [Fact]
    [Trait("Conformance", "C-127")]
    public async Task Item_MayBecomeAnotherKind_IfThatFits()
    {
        await using SharedList list = await Client.CreateMemoryListAsync(Mixed, "changing");
        await using ObjectClient other = await ConnectAsync();
        await using SharedList theirs = await other.GetMemoryListAsync("changing");

        list[3] = 42.5;
        list[2] = "Dudes";
        list[1] = null;
        await list.SetAsync(^1, false);
        await list.SetAsync(4, long.MinValue);

        Assert.Equal(["howdy", null, "Dudes", 42.5, long.MinValue, true, false], theirs);
        Assert.Equal(8, await theirs.GetCapacityAsync(2));
    }

    [Theory]
    [Trait("Conformance", "C-127")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ValueThatIsTooLong_IsRefused_AndSpillsNowhere(bool synchronous)
    {
        await using SharedList list = await Client.CreateMemoryListAsync(["before", "sixteen bytes !!", "after"]);

        // Eight characters, and twice as many bytes and one.
        const string Long = "ééééééééx";
        LimitExceededException refused = await Assert.ThrowsAsync<LimitExceededException>(
            () => synchronous ? Task.Run(() => list[1] = Long) : list.SetAsync(1, Long));

        Assert.Equal((16L, 17L), (refused.Limit, refused.Requested));
        Assert.Contains("Item 1 of the list has room for 16 bytes, and 17 were given", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["before", "sixteen bytes !!", "after"], list);
        await list.SetAsync(1, Long[..8]);
        await list.SetAsync(0, new byte[8]);
        Assert.Equal([new byte[8], "éééééééé", "after"], list);
    }

    [Fact]
    public async Task Capacities_AreRoundedUp_AndMustHoldTheFirstValues()
    {
        await using SharedList list = await Client.CreateMemoryListAsync([null, "123456789", 1], null, [30, 0, 1000]);

        int[] rooms = await Task.WhenAll(list.GetCapacityAsync(0), list.GetCapacityAsync(1), list.GetCapacityAsync(2));
        Assert.Equal([32, 16, 1000], rooms);
        await list.SetAsync(0, new string('x', 32));
        await list.SetAsync(2, new byte[1000]);
        Assert.Equal([new string('x', 32), "123456789", new byte[1000]], list);
        await Assert.ThrowsAsync<LimitExceededException>(() => Client.CreateMemoryListAsync(["123456789"], null, [8]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.CreateMemoryListAsync(["1"], null, [-1]));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateMemoryListAsync(["1"], null, [8, 8]));
    }

    [Theory]
    [Trait("Conformance", "P-19")]
    [InlineData("0\U00010000\U00010000")]
    [InlineData("a\0\0")]
    [InlineData("\0")]
    [InlineData("")]
    [InlineData("hallå väärld 世界 🙂")]
    public async Task Text_ComesBackExactly(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        await using SharedList list = await Client.CreateMemoryListAsync([text, bytes, "room enough for any of the others", new byte[33]]);

        await list.SetAsync(2, bytes);
        await list.SetAsync(3, text);

        Assert.Equal([text, bytes, bytes, text], list);
    }

    [Fact]
    [Trait("Conformance", "P-19")]
    public async Task Values_OfAllKinds_ComeBackExactly()
    {
        var random = new Random(19);
        object?[] values = [.. Enumerable.Range(0, 1000).Select(_ => Value(random))];
        int[] capacities = [.. values.Select(_ => 400)];
        await using SharedList list = await Client.CreateMemoryListAsync(values, null, capacities);
        Assert.Equal(values, list);

        for (int i = 0; i < 200; i++)
        {
            int index = random.Next(values.Length);
            values[index] = Value(random);
            await list.SetAsync(index, values[index]);
        }

        Assert.Equal(values, list);
        Assert.Equal(values, await list.ToArrayAsync());
    }

    [Fact]
    public async Task Numbers_AreTakenForLongsAndDoubles_IfNothingIsLost()
    {
        await using SharedList list = await Client.CreateMemoryListAsync([(byte)1, -2, 3U, 4UL, 0.5F, double.NegativeInfinity, -0.0]);

        Assert.Equal([1L, -2L, 3L, 4L, 0.5, double.NegativeInfinity, -0.0], list);
        Assert.True(double.IsNegative((double)list[6]!));
        await Assert.ThrowsAsync<ArgumentException>(() => list.SetAsync(0, ulong.MaxValue));
        await Assert.ThrowsAsync<ArgumentException>(() => list.SetAsync(0, 1m));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateMemoryListAsync(["well", "half \uD800"]));
        Assert.Contains("Item 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoItem_IsRefusedByTheServer()
    {
        await using SharedList list = await Client.CreateMemoryListAsync(["text"]);

        foreach (byte[] item in (byte[][])[[], [6, 1], [(byte)ItemKind.Integer, 1], [(byte)ItemKind.Null, 0], [(byte)ItemKind.Text, 0xFF]])
            await Assert.ThrowsAsync<ArgumentException>(() => list.Items.SetItemAsync(0, item));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Items.GetItem(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Items.SetItem(-1, new byte[1]));
        Assert.Throws<NotSupportedException>(() => list.Items.Write(0, new byte[1]));
        foreach (byte[] items in (byte[][])[[1], [0, 0, 0, 0, 9, 0, 0, 0, 4, 1], [0, 0, 0, 0, 255, 255, 255, 255, 4]])
            await Assert.ThrowsAsync<ArgumentException>(() => Client.CreateAsync<ISharedItems>([items], new CreateOptions { Type = "memory-list" }));
        Assert.Equal("text", list[0]);
    }

    private static object? Value(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue),
        3 => BitConverter.Int64BitsToDouble(random.NextInt64()),
        4 => string.Concat(Enumerable.Range(0, random.Next(100)).Select(_ => char.ConvertFromUtf32(random.Next(3) == 0 ? random.Next(0x10000, 0x110000) : random.Next(0xD800)))),
        _ => Bytes(random),
    };

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(400)];
        random.NextBytes(bytes);
        return bytes;
    }
}
