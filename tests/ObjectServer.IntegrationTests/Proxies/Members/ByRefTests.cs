using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Parameters that are ref, out or in: the value travels, and what the member leaves in the variable travels back.</summary>
public sealed class ByRefTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<IByRef, ByRef>().AddType<IOverloads, Overloads>();

    [Fact]
    public async Task Ref_Variables_HaveWhatTheMemberLeftInThem()
    {
        IByRef target = await Client.CreateAsync<IByRef>();
        int left = 1;
        int right = 2;

        target.Swap(ref left, ref right);

        Assert.Equal((2, 1), (left, right));
    }

    [Fact]
    public async Task Out_Variable_HasItsValueBesideTheResult()
    {
        IByRef target = await Client.CreateAsync<IByRef>();

        Assert.True(target.TryParse("42", out int value));
        Assert.Equal(42, value);
        Assert.False(target.TryParse("no", out value));
        Assert.Equal(0, value);
    }

    [Fact]
    public async Task Out_WithoutAResult_IsAllThatComesBack()
    {
        IByRef target = await Client.CreateAsync<IByRef>();

        target.Only(out DateTime time);

        Assert.Equal(DateTime.UnixEpoch, time);
    }

    [Fact]
    public async Task AllForms_InOneMember_AreEachTheirOwn()
    {
        IByRef target = await Client.CreateAsync<IByRef>();
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        string? text = null;
        IByRef? other = target;

        string seen = target.Mix(3, ref text, in id, out double[] values, 4, ref other, out (int, string)? pair);

        Assert.Equal($"3 null {id} 4 True", seen);
        Assert.Equal("given", text);
        Assert.Equal([3, 4], values);
        Assert.Null(other);
        Assert.Equal((4, "pair"), pair);

        Assert.Equal($"5 given {id} -1 False", target.Mix(5, ref text, in id, out values, -1, ref other, out pair));
        Assert.Null(text);
        Assert.Same(target, other);
        Assert.Null(pair);
    }

    [Fact]
    public async Task Out_OfAContract_IsAReference()
    {
        IByRef target = await Client.CreateAsync<IByRef>();

        Assert.True(target.TryFind(true, out IByRef? found));
        Assert.Same(target, found);
        Assert.False(target.TryFind(false, out found));
        Assert.Null(found);
    }

    [Fact]
    public async Task In_Parameters_ArriveAsValues()
    {
        IByRef target = await Client.CreateAsync<IByRef>();
        long left = 3;
        var right = new Weight(4);

        Assert.Equal(14, target.Sum(in left, in right));
        Assert.Equal(7, target.Sum(3, right, 1));
        Assert.Equal(5, await target.LaterAsync(5));
        target[7] = 8;
        Assert.Equal(8, target[7]);
        target.Note(6);
        Assert.Equal(6, target.Calls);
    }

    [Fact]
    public async Task Ref_OfAMemberThatThrows_StaysAsItWas()
    {
        IByRef target = await Client.CreateAsync<IByRef>();
        int value = 1;
        int other = 2;

        var thrown = Assert.Throws<ArgumentException>(() => target.Fail(ref value, out other));

        Assert.Equal("value", thrown.ParamName);
        Assert.Equal(1, value);
    }

    [Fact]
    public async Task Out_BesideACancellation_HasItsValue()
    {
        IByRef target = await Client.CreateAsync<IByRef>();

        Assert.True(target.TryCancel(out string text, CancellationToken.None));
        Assert.Equal("can be", text);
    }

    [Fact]
    public async Task Ref_OfATypeArgument_IsWrittenBack()
    {
        IByRef target = await Client.CreateAsync<IByRef>();
        string place = "old";
        double number = 1.5;

        Assert.Equal("old", target.Exchange(ref place, "new", out string[] texts));
        Assert.Equal("new", place);
        Assert.Equal(["old", "new"], texts);
        Assert.Equal(1.5, target.Exchange(ref number, 2.5, out double[] numbers));
        Assert.Equal(2.5, number);
        Assert.Equal([1.5, 2.5], numbers);
    }

    [Fact]
    public async Task Overloads_ByPassing_AreToldApart()
    {
        IOverloads overloads = await Client.CreateAsync<IOverloads>();
        int value = 1;

        Assert.Equal("ref 1", overloads.Take(ref value));
        Assert.Equal(2, value);
        Assert.Equal("int 2", overloads.Take(value));
    }
}
