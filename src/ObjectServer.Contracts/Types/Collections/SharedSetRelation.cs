namespace ObjectServer;

/// <summary>How a set stands to other elements.</summary>
public enum SharedSetRelation
{
    /// <summary>Both have the same elements.</summary>
    Equal = 0,

    /// <summary>Each element of the set is among the others.</summary>
    Subset = 1,

    /// <summary>The same, and there are others besides.</summary>
    ProperSubset = 2,

    /// <summary>Each of the others is in the set.</summary>
    Superset = 3,

    /// <summary>The same, and the set has elements besides.</summary>
    ProperSuperset = 4,

    /// <summary>At least one element is in both.</summary>
    Overlapping = 5,
}
