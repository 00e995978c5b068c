using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Values;

public sealed class ReferenceTests
{
    private readonly FakeReferences _references = new();

    [SharedContract]
    public interface INode
    {
        int Number { get; }

        INode? Next { get; set; }
    }

    [SharedContract]
    public interface IOther;

    [Fact]
    public void Reference_OfAnObject_ArrivesAsTheObject()
    {
        INode node = new Node(1);

        Assert.Same(node, Payloads.Read<INode>(Payloads.Write(node, _references), _references));
        Assert.Null(Payloads.Read<INode?>(Payloads.Write<INode?>(null, _references), _references));
    }

    [Fact]
    public void Reference_WithoutASession_IsRefused()
    {
        Assert.Throws<ArgumentEncodingException>(() => Payloads.Write<INode>(new Node(1)));
        Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<INode>(Payloads.Write<INode>(new Node(1), _references)));
        Assert.Throws<ArgumentEncodingException>(() => Payloads.Write<INode[]>([new Node(1)]));
    }

    [Fact]
    public void Reference_ToAnotherContract_IsRefused()
    {
        byte[] payload = Payloads.Write<INode>(new Node(1), _references);

        Assert.Contains("is not a", Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<IOther>(payload, _references)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_ThatIsStale_SaysSo()
    {
        byte[] one = Payloads.Write<INode>(new Node(1), _references);
        byte[] many = Payloads.Write<INode[]>([new Node(2)], _references);
        _references.Exported.Clear();

        Assert.Throws<ObjectGoneException>(() => Payloads.Read<INode>(one, _references));
        Assert.Throws<ObjectGoneException>(() => Payloads.Read<INode[]>(many, _references));
    }

    [Fact]
    public void References_WithinOtherTypes_ArriveAsTheObjects()
    {
        var route = new Route("r", new Node(1), [new Node(2), null, new Node(3)], new() { ["a"] = (4, new Node(4)) });

        Route arrived = Payloads.Read<Route>(Payloads.Write(route, _references), _references);

        Assert.Same(route.Start, arrived.Start);
        Assert.Equal(route.Others, arrived.Others);
        Assert.Same(route.Named["a"].Item2, arrived.Named["a"].Item2);
        Assert.Equal(4, _references.Imports);
    }

    [Fact]
    public void References_WithinJson_AreNumberedBesideIt()
    {
        Json json = Payloads.Parse(Payloads.Write<List<INode?>>([new Node(1), null, new Node(2)], _references)).Json;

        Assert.Equal("""[{"$ref":0},null,{"$ref":1}]""", json.Utf8.ToStringUtf8());
        Assert.Equal([1UL, 2UL], json.References.Select(reference => reference.Object));
    }

    [Theory]
    [InlineData("""[{"$ref":1}]""")]
    [InlineData("""[{"$ref":-1}]""")]
    [InlineData("""[{"$ref":0.5}]""")]
    [InlineData("""[{"$ref":99999999999}]""")]
    [InlineData("""[{"$ref":0,"x":1}]""")]
    [InlineData("""[{"x":1}]""")]
    [InlineData("""[{}]""")]
    [InlineData("""[0]""")]
    [InlineData("""[{"$ref":"0"}]""")]
    public void Reference_ThatIsNotOneOfThoseSent_IsRefused(string utf8)
    {
        var json = new Json { Utf8 = ByteString.CopyFromUtf8(utf8), References = { ReferenceMessages.Write(_references.Export(new Node(1), Contract.ContractModel.Of(typeof(INode)))) } };

        Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<INode[]>(Payloads.Of(new Value { Json = json }), _references));
    }

    [Fact]
    public void Reference_MentionedTwice_IsTakenOverOnce()
    {
        var json = new Json { Utf8 = ByteString.CopyFromUtf8("""[{"$ref":0},{"$ref":0}]"""), References = { ReferenceMessages.Write(_references.Export(new Node(1), Contract.ContractModel.Of(typeof(INode)))) } };

        INode[] arrived = Payloads.Read<INode[]>(Payloads.Of(new Value { Json = json }), _references);

        Assert.Same(arrived[0], arrived[1]);
        Assert.Equal(1, _references.Imports);
    }

    [Fact]
    public void References_ThatTheDeclaredTypeHasNoPlaceFor_AreForgone()
    {
        var route = new Route("r", new Node(1), [new Node(2), new Node(3)], []);

        ShortRoute arrived = Payloads.Read<ShortRoute>(Payloads.Write(route, _references), _references);

        Assert.Same(route.Start, arrived.Start);
        Assert.Equal((1, 2), (_references.Imports, _references.Forgone));
    }

    [Fact]
    public void References_BehindOneThatFails_AreForgone()
    {
        byte[] many = Payloads.Write<INode[]>([new Node(1), new Node(2), new Node(3)], _references);
        _references.Exported.TryRemove(2, out _);

        Assert.Throws<ObjectGoneException>(() => Payloads.Read<INode[]>(many, _references));

        Assert.Equal((2, 1), (_references.Imports, _references.Forgone));
    }

    [Fact]
    public void References_OfNestedWriting_DoNotMix()
    {
        var inner = new FakeReferences();
        var nested = new Nested { Before = new Node(1), Scope = inner, After = new Node(2) };

        Json json = Payloads.Parse(Payloads.Write(nested, _references)).Json;

        Assert.Equal(2, json.References.Count);
        Assert.Single(inner.Exported);
        Assert.Equal("""{"Before":{"$ref":0},"Inner":"ok","After":{"$ref":1}}""", json.Utf8.ToStringUtf8());
    }

    [Fact]
    public void Reference_WithAServerOfAnotherLength_IsRefused()
    {
        var reference = new Reference { Server = ByteString.CopyFrom(1, 2, 3), Object = 1 };

        Assert.Throws<ArgumentEncodingException>(() => Payloads.Read<INode>(Payloads.Of(new Value { Reference = reference }), _references));
    }

    private sealed record Route(string Name, INode Start, IReadOnlyList<INode?> Others, Dictionary<string, (int, INode)> Named);

    private sealed record ShortRoute(string Name, INode Start);

    private sealed class Node(int number) : INode
    {
        public int Number => number;

        public INode? Next { get; set; }
    }

    private sealed class Nested
    {
        public INode? Before { get; set; }

        public string Inner
        {
            get
            {
                Payloads.Write<INode[]>([new Node(9)], Scope);
                return "ok";
            }
            set => _ = value;
        }

        public INode? After { get; set; }

        internal FakeReferences? Scope { get; init; }
    }
}
