namespace ObjectServer.Values;

/// <summary>What becomes of fields that a message does not expect.</summary>
internal static class WireRules
{
    /// <summary>
    /// Goes past a field that a later version may have added. A field that is known, with a wire type that it does not have, is
    /// a fault: taking it for absent would turn it into a default without a word.
    /// </summary>
    /// <param name="cursor">Behind the tag.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="lastKnown">The highest field number that the message has.</param>
    /// <param name="known">A tag to go past although it is known.</param>
    public static void SkipUnknown(ref FieldCursor cursor, uint tag, uint lastKnown, uint known = 0)
    {
        if (tag >> 3 <= lastKnown && tag != known)
            Fault.Throw($"field {tag >> 3} has wire type {tag & 7}");

        cursor.Skip(tag);
    }
}
