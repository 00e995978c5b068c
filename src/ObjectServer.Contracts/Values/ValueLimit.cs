using ObjectServer.Values.Structured;

namespace ObjectServer.Values;

/// <summary>How many bytes the values of one call, or its results, may take on the wire, and how deep they may be nested.</summary>
/// <param name="OptionName">The option that sets it, for the message of whoever meets it.</param>
/// <param name="MaxBytes">The largest size of one Values message in bytes.</param>
/// <param name="JsonDepth">How deep arrays and objects of JSON may be nested in each other.</param>
/// <param name="JsonDepthOption">The option that sets that, for the message.</param>
internal readonly record struct ValueLimit(
    string OptionName, long MaxBytes, int JsonDepth = JsonOptions.MaxDepth, string JsonDepthOption = "the depth of JSON");
