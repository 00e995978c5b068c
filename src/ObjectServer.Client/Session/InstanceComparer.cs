using System.Runtime.CompilerServices;

namespace ObjectServer.Client.Session;

/// <summary>When two instances are the same object: when they are one; delegates, when they are equal.</summary>
internal sealed class InstanceComparer : IEqualityComparer<object>
{
    public static InstanceComparer Instance { get; } = new();

    /// <inheritdoc/>
    public new bool Equals(object? x, object? y) => ReferenceEquals(x, y) || (x is DelegateTarget one && y is DelegateTarget other && one.Equals(other));

    /// <inheritdoc/>
    public int GetHashCode(object obj) => obj is DelegateTarget target ? target.GetHashCode() : RuntimeHelpers.GetHashCode(obj);
}
