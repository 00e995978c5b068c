using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace ObjectServer.Tool.Printing;

/// <summary>Where all commands write: results to the standard output, errors to the standard error in one line.</summary>
internal sealed class Output
{
    // What reads it wants whole lines, however long, unless it says how wide it is.
    private const int RedirectedWidth = 240;
    private const int LeastWidth = 40;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly JsonSerializerOptions InOneLine = new(JsonSerializerDefaults.Web);

    private readonly IAnsiConsole _console;
    private readonly TextWriter _errors = Console.Error;

    public Output()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected)
            _console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0 ? Math.Max(LeastWidth, columns) : RedirectedWidth;
    }

    /// <summary>Whether a person reads it, on a terminal.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>How many characters fit a line.</summary>
    public int Width => _console.Profile.Width;

    /// <summary>Shows what follows in the place of what was shown before, on a terminal.</summary>
    public void Refresh()
    {
        if (IsTerminal) _console.Profile.Out.Writer.Write("\u001b[H\u001b[J");
    }

    /// <summary>Writes what there is of one thing, a line each.</summary>
    public void Fields(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        int width = 0;
        foreach ((string name, _) in fields) width = Math.Max(width, name.Length);
        foreach ((string name, string value) in fields) Line($"{name.PadRight(width)}  {SafeText.Of(value)}");
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text = "") => _console.Profile.Out.Writer.WriteLine(text);

    /// <summary>Writes a value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inOneLine">It is one of many.</param>
    public void Json<T>(T value, bool inOneLine = false) => Line(JsonSerializer.Serialize(value, inOneLine ? InOneLine : Indented));

    /// <summary>Writes a table. Names of columns that begin with <c>&gt;</c> are those of numbers.</summary>
    public void Table(IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            bool isNumber = column.StartsWith('>');
            var added = new Spectre.Console.TableColumn(new Text(isNumber ? column[1..] : column)) { NoWrap = isNumber };
            table.AddColumn(isNumber ? added.RightAligned() : added);
        }

        foreach (string[] row in rows) table.AddRow(row.Select(static cell => new Text(Safe(cell))));
        _console.Write(table);
    }

    // Lines within a cell are the program's own.
    private static string Safe(string cell) => cell.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', cell.Split('\n').Select(SafeText.Of)) : SafeText.Of(cell);

    /// <summary>Says why a command has failed.</summary>
    public void Fail(string why) => _errors.WriteLine($"objectserver: {why}");
}
