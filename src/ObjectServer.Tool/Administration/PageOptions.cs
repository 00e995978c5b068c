using System.CommandLine;
using ObjectServer.Tool.Commands;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Administration;

/// <summary>The options of every listing: which part of it, in which order, in which form.</summary>
/// <param name="sorts">By what entries can be sorted; the first is the default.</param>
internal sealed class PageOptions(params string[] sorts)
{
    private const int UsualLimit = 100;
    private const int MostLimit = 1000;

    private readonly Option<string?> _search = new("--search") { Description = "Only entries that have this in one of their texts, whatever its case.", HelpName = "text" };
    private readonly Option<string?> _sort = SortOption(sorts);
    private readonly Option<bool> _descending = new("--descending") { Description = "Greatest first." };
    private readonly Option<int?> _limit = NumberOption.Whole("--limit", "count", $"How many entries. Default: {UsualLimit}.", 1, MostLimit);
    private readonly Option<int?> _skip = NumberOption.Whole("--skip", "count", "Passes over so many entries.", 0, int.MaxValue);

    /// <summary>Whether JSON is wanted.</summary>
    public Option<bool> Json { get; } = ObjectCommand.Json();

    /// <summary>Those that say which part of a listing is wanted.</summary>
    public IReadOnlyList<Option> Selection => [_search, _sort, _descending, _limit, _skip];

    /// <summary>All of them.</summary>
    public IEnumerable<Symbol> All => [.. Selection, Json];

    /// <summary>The page that the command line asks for.</summary>
    public PageRequest Read(ParseResult parsed) => new()
    {
        Search = parsed.GetValue(_search) ?? "",
        Sort = parsed.GetValue(_sort) ?? "",
        Descending = parsed.GetValue(_descending),
        Limit = (uint)(parsed.GetValue(_limit) ?? UsualLimit),
        Skip = (uint)(parsed.GetValue(_skip) ?? 0),
    };

    /// <summary>What is said below a page that does not have all entries; null when it has.</summary>
    public static string? Rest(PageInfo page, int shown) => shown >= page.Found ? null : $"{shown} of {page.Found}; --limit and --skip show others.";

    private static Option<string?> SortOption(string[] sorts)
    {
        var option = new Option<string?>("--sort") { Description = $"By what entries are sorted: {string.Join(", ", sorts)}. Default: {sorts[0]}.", HelpName = "key" };
        option.AcceptOnlyFromAmong(sorts);
        return option;
    }
}
