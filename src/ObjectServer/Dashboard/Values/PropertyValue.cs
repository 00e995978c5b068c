namespace ObjectServer.Dashboard.Values;

/// <summary>A property's value as it is shown.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">The value; why there is none, where it could not be read.</param>
/// <param name="State">Whether that is a value.</param>
internal sealed record PropertyValue(string Name, string Type, string Text, PropertyState State);
