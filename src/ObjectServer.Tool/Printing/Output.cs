using System.Text.Json;
using Spectre.Console;

namespace ObjectServer.Tool.Printing;

/// <summary>Where all commands write: results to the standard output, errors to the standard error in one line.</summary>
internal sealed class Output
{
    // What reads it wants whole lines, however long.
    private const int RedirectedWidth = 240;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly JsonSerializerOptions InOneLine = new(JsonSerializerDefaults.Web);

    private readonly IAnsiConsole _console;
    private readonly TextWriter _errors = Console.Error;

    public Output()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected) _console.Profile.Width = RedirectedWidth;
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

        foreach (string[] row in rows) table.AddRow(row.Select(static cell => new Text(cell)));
        _console.Write(table);
    }

    /// <summary>Says why a command has failed.</summary>
    public void Fail(string why) => _errors.WriteLine($"objectserver: {why}");
}
