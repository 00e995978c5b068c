using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

public sealed class RefusedTypesTests
{
    public interface IPlain;

    [Theory]
    [InlineData(typeof(object), "object has no declared type")]
    [InlineData(typeof(void), "no value")]
    [InlineData(typeof(IntPtr), "pointer")]
    [InlineData(typeof(int*), "pointer")]
    [InlineData(typeof(Span<int>), "by-ref-like")]
    [InlineData(typeof(List<>), "open generic")]
    [InlineData(typeof(Task<int>), "task")]
    [InlineData(typeof(ValueTask), "task")]
    [InlineData(typeof(MemoryStream), "stream")]
    [InlineData(typeof(Type), "metadata")]
    [InlineData(typeof(MethodInfo), "metadata")]
    [InlineData(typeof(InvalidOperationException), "exception")]
    [InlineData(typeof(CancellationToken), "parameter")]
    [InlineData(typeof(IAsyncEnumerable<int>), "parameter")]
    [InlineData(typeof(IPlain), "[SharedContract]")]
    [InlineData(typeof(IEnumerable), "IReadOnlyList")]
    [InlineData(typeof(Stack<int>), "reverse")]
    [InlineData(typeof(ArrayList), "object has no declared type")]
    [InlineData(typeof(object[]), "object has no declared type")]
    [InlineData(typeof(string[,]), "several dimensions")]
    [InlineData(typeof(List<double[,]>), "several dimensions")]
    [InlineData(typeof(Dictionary<(int, int), string>), "key")]
    [InlineData(typeof(Dictionary<ReferenceTests.INode, string>), "key")]
    [InlineData(typeof(StringBuilder), "use string")]
    [InlineData(typeof(Random), "nothing of it would arrive")]
    [InlineData(typeof(Index), "arrive")]
    [InlineData(typeof(Rune), "arrive")]
    [InlineData(typeof(BitArray), "")]
    [InlineData(typeof(CultureInfo), "")]
    [InlineData(typeof(TimeZoneInfo), "")]
    [InlineData(typeof(ArraySegment<string>), "")]
    [InlineData(typeof(System.Collections.ObjectModel.ReadOnlyCollection<int>), "")]
    [InlineData(typeof(int?[,]), "several dimensions")]
    public void Type_ThatCannotTravel_IsRefusedWithAReason(Type type, string reason)
    {
        Assert.False(ValueCodecs.TryOf(type, out _, out string? given));

        Assert.Contains(reason, given, StringComparison.Ordinal);
        Assert.Contains(given, Assert.Throws<ArgumentEncodingException>(() => ValueCodecs.Of(type)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Array_OfUnknownLowerBound_IsRefused() =>
        Assert.False(ValueCodecs.TryOf(Array.CreateInstance(typeof(int), [1], [1]).GetType(), out _, out _));

    [Theory]
    [InlineData(typeof(Hidden), "its part Inner.Anything is System.Object")]
    [InlineData(typeof(GetterOnly), "List would be lost")]
    [InlineData(typeof(PrivateSetter), "X would be lost")]
    [InlineData(typeof(NoConstructor), "constructor")]
    [InlineData(typeof(Point), "X would be lost")]
    [InlineData(typeof(List<Abstract>), "abstract")]
    [InlineData(typeof(WithDelegate), "its part Callback is System.Action")]
    public void Class_ThatWouldLoseContent_IsRefusedWithThePlace(Type type, string reason)
    {
        Assert.False(ValueCodecs.TryOf(type, out _, out string? given));

        Assert.Contains(reason, given, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Ignoring))]
    [InlineData(typeof(Included))]
    [InlineData(typeof(ByConstructor))]
    [InlineData(typeof(Empty))]
    [InlineData(typeof(Recursive))]
    [InlineData(typeof(List<Complex>))]
    [InlineData(typeof(Dictionary<string, ReferenceTests.INode>))]
    [InlineData(typeof(Memory<string>))]
    [InlineData(typeof(DayOfWeek[]))]
    public void Class_ThatArrivesWhole_IsAccepted(Type type)
    {
        Assert.True(ValueCodecs.TryOf(type, out ValueCodec? codec, out string? reason), reason);
        Assert.Same(codec, ValueCodecs.Of(type));
    }

    private readonly struct Point(int x)
    {
        public int X { get; } = x;
    }

    private abstract class Abstract
    {
        public int X { get; set; }
    }

    private sealed class Hidden
    {
        public Inside? Inner { get; set; }

        internal sealed class Inside
        {
            public object? Anything { get; set; }
        }
    }

    private sealed class GetterOnly
    {
        public int X { get; set; }

        public List<int> List { get; } = [];
    }

    private sealed class PrivateSetter
    {
        public int X { get; private set; }

        public void Set() => X = 1;
    }

    private sealed class NoConstructor
    {
        private NoConstructor(int x) => X = x;

        public int X { get; set; }

        public static NoConstructor Create() => new(1);
    }

    private sealed class WithDelegate
    {
        public Action? Callback { get; set; }
    }

    private sealed class Ignoring
    {
        public int X { get; set; }

        [JsonIgnore]
        public object? Anything { get; set; }

        public int Doubled => X * 2;
    }

    private sealed class Included
    {
        [JsonInclude]
        public int X { get; private set; }

        public void Set() => X = 1;
    }

    private sealed class ByConstructor(int x)
    {
        public int X { get; } = x;
    }

    private sealed record Empty;

    private sealed record Recursive(Recursive? Next, List<Recursive> Children);
}
