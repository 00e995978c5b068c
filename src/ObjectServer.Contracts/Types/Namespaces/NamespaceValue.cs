namespace ObjectServer;

/// <summary>The value of an attribute of a shared namespace, as it travels.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Json">The value as JSON, as docs/values.md says.</param>
public readonly record struct NamespaceValue(NamespaceKind Kind, string Json);
