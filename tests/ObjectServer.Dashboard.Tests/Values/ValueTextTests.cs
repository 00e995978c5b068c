using ObjectServer.Dashboard.Values;

namespace ObjectServer.Dashboard.Tests.Values;

public sealed class ValueTextTests
{
    [Fact]
    public void Text_OfScalars_IsTheirs()
    {
        Assert.Equal("null", ValueText.Of(null));
        Assert.Equal("2.5", ValueText.Of(2.5));
        Assert.Equal("true", ValueText.Of(true));
        Assert.Equal("<b>", ValueText.Of("<b>"));
    }

    [Fact]
    public void Text_OfACollection_IsItsCountAndBeginning() =>
        Assert.Equal("10 × System.Int32[]: 0, 1, 2, 3, 4, 5, 6, 7, …", ValueText.Of(Enumerable.Range(0, 10).ToArray()));

    [Fact]
    public void Text_OfASequenceWithoutEnd_IsItsTypeAlone() =>
        Assert.DoesNotContain("0, 1", ValueText.Of(Numbers()), StringComparison.Ordinal);

    [Fact]
    public void Text_ThatIsLong_IsCutWithoutBreakingACharacter()
    {
        string text = ValueText.Of(new string('x', ValueText.MostChars - 1) + "😀 and more");

        Assert.EndsWith("x… (410 characters)", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, char.IsSurrogate);
    }

    private static IEnumerable<int> Numbers()
    {
        for (int i = 0; ; i++) yield return i;
    }
}
