namespace ObjectServer.Values;

/// <summary>How many bytes the values of one call, or its results, may take on the wire.</summary>
/// <param name="OptionName">The option that sets it, for the message of whoever meets it.</param>
/// <param name="MaxBytes">The largest size of one Values message in bytes.</param>
internal readonly record struct ValueLimit(string OptionName, long MaxBytes);
