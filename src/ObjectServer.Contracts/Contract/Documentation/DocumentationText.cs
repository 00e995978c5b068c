namespace ObjectServer.Contract.Documentation;

/// <summary>What the source says about a type or a member.</summary>
/// <param name="Summary">The summary, in one line.</param>
/// <param name="Parameters">What it says about parameters, by name.</param>
internal sealed record DocumentationText(string Summary, IReadOnlyDictionary<string, string> Parameters);
