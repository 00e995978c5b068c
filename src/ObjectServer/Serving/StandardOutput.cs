using System.Text;

namespace ObjectServer.Serving;

/// <summary>
/// The process's standard output as it was at the start, for the lines that programs wait for. What objects do to the console does not
/// reach it.
/// </summary>
internal sealed class StandardOutput
{
    private readonly Stream _output = Console.OpenStandardOutput();

    /// <summary>Whether user code may have left a line without its end.</summary>
    public bool MayBeInsideLine { get; set; }

    /// <summary>Writes a line in one piece.</summary>
    public void WriteLine(string line)
    {
        string text = (MayBeInsideLine ? Environment.NewLine : "") + line + Environment.NewLine;
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }
}
