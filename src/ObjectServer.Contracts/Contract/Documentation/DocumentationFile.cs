using System.Reflection;
using System.Text;
using System.Xml;

namespace ObjectServer.Contract.Documentation;

/// <summary>
/// The XML file that compilers write beside an assembly. It need not be there, and need not be right: what cannot be read is as if
/// it were not there. Only what is asked for is kept, and no more than a bounded part of a file is read.
/// </summary>
internal static class DocumentationFile
{
    /// <summary>The most characters of one text.</summary>
    public const int MostTextChars = 1024;

    private const long MostFileChars = 64 * 1024 * 1024;
    private const int MostParameters = 64;

    /// <summary>What the file beside an assembly says about the ids asked for.</summary>
    public static IReadOnlyDictionary<string, DocumentationText> Read(Assembly assembly, IReadOnlySet<string> ids)
    {
        // An assembly that was loaded from memory has no place.
        string path = assembly.IsDynamic ? "" : assembly.Location;
        return path.Length == 0 ? new Dictionary<string, DocumentationText>() : Read(Path.ChangeExtension(path, ".xml"), ids);
    }

    /// <summary>What a file says about the ids asked for.</summary>
    public static IReadOnlyDictionary<string, DocumentationText> Read(string path, IReadOnlySet<string> ids)
    {
        var texts = new Dictionary<string, DocumentationText>(StringComparer.Ordinal);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostFileChars,
            IgnoreComments = true,
        };
        try
        {
            if (!File.Exists(path))
                return texts;

            using FileStream file = File.OpenRead(path);
            using XmlReader reader = XmlReader.Create(file, settings);
            while (reader.ReadToFollowing("member"))
            {
                if (reader.GetAttribute("name") is { } id && ids.Contains(id))
                    texts[id] = ReadMember(reader.ReadSubtree());
            }
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // What was read before the fault counts.
        }

        return texts;
    }

    private static DocumentationText ReadMember(XmlReader member)
    {
        string summary = "";
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        using (member)
        {
            while (member.Read())
            {
                if (member.NodeType != XmlNodeType.Element)
                    continue;
                if (member.Name == "summary" && summary.Length == 0)
                    summary = ReadText(member.ReadSubtree());
                else if (member.Name == "param" && member.GetAttribute("name") is { } name && parameters.Count < MostParameters)
                    parameters[name] = ReadText(member.ReadSubtree());
            }
        }

        return new DocumentationText(summary, parameters);
    }

    private static string ReadText(XmlReader element)
    {
        var text = new StringBuilder();
        using (element)
        {
            while (element.Read())
            {
                if (element.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                    Append(text, element.Value);
                else if (element is { NodeType: XmlNodeType.Element, IsEmptyElement: true })
                    Append(text, Mentioned(element));
            }
        }

        return text.ToString().TrimEnd();
    }

    // Words of one line, with one space between them.
    private static void Append(StringBuilder text, string part)
    {
        foreach (char character in part)
        {
            if (text.Length == MostTextChars)
                return;
            if (!char.IsWhiteSpace(character))
                text.Append(character);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }
    }

    // <see cref="M:Acme.Counter.Add(System.Int32)"/> is Add, <paramref name="step"/> is step.
    private static string Mentioned(XmlReader element)
    {
        string name = element.GetAttribute("cref") ?? element.GetAttribute("name") ?? element.GetAttribute("langword") ?? element.GetAttribute("href") ?? "";
        if (element.GetAttribute("cref") is null)
            return name;

        int parameters = name.IndexOf('(', StringComparison.Ordinal);
        if (parameters >= 0)
            name = name[..parameters];
        name = name[(name.LastIndexOfAny(['.', ':', '+']) + 1)..];
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }
}
