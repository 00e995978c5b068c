namespace ObjectServer.Values;

/// <summary>The tags (field number and wire type in one byte) of the messages in values.proto.</summary>
internal static class WireTag
{
    /// <summary>An item of Values.</summary>
    public const byte Item = 0x0A;

    // The fields of Value.
    public const byte Null = 0x08;
    public const byte Boolean = 0x10;
    public const byte Integer = 0x18;
    public const byte Unsigned = 0x20;
    public const byte Single = 0x2D;
    public const byte Real = 0x31;
    public const byte Text = 0x3A;
    public const byte Binary = 0x42;
    public const byte Numbers = 0x4A;
    public const byte Time = 0x52;
    public const byte Reference = 0x5A;
    public const byte Json = 0x62;
    public const byte Message = 0x6A;
    public const byte Progress = 0x70;
    public const byte Missing = 0x78;

    // The fields of NumberArray.
    public const byte NumbersType = 0x08;
    public const byte NumbersLengths = 0x12;
    public const byte NumbersLength = 0x10;
    public const byte NumbersData = 0x1A;

    // The fields of Time.
    public const byte TimeTicks = 0x08;
    public const byte TimeOffset = 0x10;
    public const byte TimeKind = 0x18;

    // The fields of Reference.
    public const byte ReferenceServer = 0x0A;
    public const byte ReferenceGeneration = 0x10;
    public const byte ReferenceObject = 0x18;
    public const byte ReferenceContract = 0x21;
    public const byte ReferenceAddress = 0x2A;

    // The fields of Json.
    public const byte JsonUtf8 = 0x0A;
    public const byte JsonReference = 0x12;
}
