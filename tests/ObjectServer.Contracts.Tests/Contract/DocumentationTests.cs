using ObjectServer.Contract;
using ObjectServer.Contract.Documentation;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class DocumentationTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void File_WithTexts_GivesThoseAskedForInOneLine()
    {
        File.WriteAllText(_path, """
            <doc><members>
            <member name="M:A.B"><summary>
              Runs   <see cref="M:A.C(System.Int32)"/> <c>now</c>.
            </summary><param name="x">An <paramref name="y"/>.</param><returns>no</returns></member>
            <member name="M:A.D"><summary>not asked</summary></member>
            </members></doc>
            """);

        IReadOnlyDictionary<string, DocumentationText> texts = DocumentationFile.Read(_path, new HashSet<string> { "M:A.B", "M:A.E" });

        DocumentationText text = Assert.Single(texts).Value;
        Assert.Equal(("Runs C now.", "An y."), (text.Summary, text.Parameters["x"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<doc><members><member name=\"T:A\"><summary>a")]
    [InlineData("<!DOCTYPE doc [<!ENTITY a \"aaaa\">]><doc><member name=\"T:A\"><summary>&a;</summary></member></doc>")]
    public void File_ThatIsBroken_GivesNothing(string content)
    {
        File.WriteAllText(_path, content);

        Assert.Empty(DocumentationFile.Read(_path, new HashSet<string> { "T:A" }));
    }

    [Fact]
    public void File_ThatBreaksOff_GivesWhatIsBefore()
    {
        File.WriteAllText(_path, "<doc><members><member name=\"T:A\"><summary>a</summary></member><member name=");

        Assert.Equal("a", DocumentationFile.Read(_path, new HashSet<string> { "T:A" })["T:A"].Summary);
    }

    [Fact]
    public void File_ThatIsMissing_GivesNothing() => Assert.Empty(DocumentationFile.Read(_path, new HashSet<string> { "T:A" }));

    [Fact]
    public void Text_ThatIsLong_IsCut()
    {
        File.WriteAllText(_path, $"<doc><member name=\"T:A\"><summary>{new string('a', 5000)}</summary></member></doc>");

        Assert.Equal(DocumentationFile.MostTextChars, DocumentationFile.Read(_path, new HashSet<string> { "T:A" })["T:A"].Summary.Length);
    }

    [Fact]
    public void Description_OfAContractOfThisAssembly_HasWhatItsSourceSays()
    {
        Wire.ContractDescription description = ContractModel.Of(typeof(IDocumented<int>)).DescribeWithDocumentation();

        Assert.Equal("A contract with text.", description.Documentation);
        Assert.All(description.Members, member => Assert.Equal($"Text of {member.Name}.", member.Documentation));
        Assert.Equal(4, description.Members.Count);
        Assert.Equal("", ContractModel.Of(typeof(IDocumented<int>)).Describe().Documentation);
    }

    /// <summary>A contract with text.</summary>
    [SharedContract]
    public interface IDocumented<T>
    {
        /// <summary>Text of Value.</summary>
        T Value { get; }

        /// <summary>Text of Item.</summary>
        int this[string key, T other] { get; }

        /// <summary>Text of Put.</summary>
        void Put(List<T> values, Dictionary<string, int?>[] more, int[,] grid);

        /// <summary>Text of Get.</summary>
        Task<T> Get();
    }
}
