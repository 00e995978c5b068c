using System.Text.RegularExpressions;
using ObjectServer.Testing;
using YamlDotNet.RepresentationModel;

namespace ObjectServer.Packaging.Tests.Containers;

/// <summary>What docker-compose.yml says.</summary>
internal sealed partial class ComposeText
{
    private readonly YamlMappingNode _root;

    private ComposeText(YamlMappingNode root) => _root = root;

    /// <summary>The names at the top.</summary>
    public IEnumerable<string> Sections => Names(_root);

    /// <summary>The services' names.</summary>
    public IEnumerable<string> Services => Names((YamlMappingNode)_root["services"]);

    /// <summary>Reads the file.</summary>
    public static ComposeText Read()
    {
        var stream = new YamlStream();
        using StreamReader reader = File.OpenText(Repository.File("docker-compose.yml"));
        stream.Load(reader);
        return new ComposeText((YamlMappingNode)stream.Documents.Single().RootNode);
    }

    /// <summary>The names of what a path of names leads to.</summary>
    public IEnumerable<string> Names(params string[] path) => Names((YamlMappingNode)Find(path)!);

    /// <summary>What a path of names leads to, with variables at their defaults; null when it is not there.</summary>
    public string? Text(params string[] path) => Find(path) is YamlScalarNode { Value: { } value } ? WithDefaults(value) : null;

    /// <summary>The list that a path of names leads to.</summary>
    public string[] List(params string[] path) => [.. ((YamlSequenceNode)Find(path)!).Select(node => WithDefaults(((YamlScalarNode)node).Value!))];

    private static string WithDefaults(string text) => Variable().Replace(text, match => match.Groups[1].Value);

    private static IEnumerable<string> Names(YamlMappingNode node) => node.Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    private YamlNode? Find(params string[] path)
    {
        YamlNode node = _root;
        foreach (string name in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(name, out YamlNode? next)) return null;
            node = next;
        }

        return node;
    }

    [GeneratedRegex(@"\$\{\w+:-([^}]*)\}")]
    private static partial Regex Variable();
}
