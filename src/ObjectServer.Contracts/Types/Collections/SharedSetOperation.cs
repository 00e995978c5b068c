namespace ObjectServer;

/// <summary>How a set is put together with other elements.</summary>
public enum SharedSetOperation
{
    /// <summary>What is in one of both, or in both.</summary>
    Union = 0,

    /// <summary>What is in both.</summary>
    Intersect = 1,

    /// <summary>What is in the set and not among the others.</summary>
    Except = 2,

    /// <summary>What is in one of both and not in the other.</summary>
    SymmetricExcept = 3,
}
