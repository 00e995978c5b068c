namespace ObjectServer.Contract;

/// <summary>Type arguments in their order; equal when all of them are.</summary>
internal readonly struct TypeArgumentList(Type[] types) : IEquatable<TypeArgumentList>
{
    /// <summary>The types; not to be changed.</summary>
    public Type[] Types { get; } = types;

    /// <inheritdoc/>
    public bool Equals(TypeArgumentList other) => Types.AsSpan().SequenceEqual(other.Types);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TypeArgumentList other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (Type type in Types) hash.Add(type);
        return hash.ToHashCode();
    }
}
