namespace ObjectServer;

/// <summary>Says how a member of a shared contract behaves. Optional; stands on the interface's method, property or accessor.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Event, Inherited = false)]
public sealed class SharedMemberAttribute : Attribute
{
    /// <summary>
    /// The member changes nothing: on a serialized object it runs together with other read-only members. Default: false for
    /// methods and setters; a getter is not read-only unless it says so. On a property it speaks of the getter alone.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>The caller does not wait for the member and learns nothing of its outcome. Only for members without a result. Default: false.</summary>
    public bool OneWay { get; init; }

    /// <summary>
    /// The member computes: it runs on the server's CPU lane, as many threads as cores at a lower operating-system priority, so
    /// that other objects still answer at once. Awaited continuations come back to the lane. Default: false.
    /// </summary>
    public bool CpuBound { get; init; }

    /// <summary>Milliseconds until a call of this member fails with <see cref="TimeoutException"/>; 0 (the default) leaves it to the client's own settings.</summary>
    public int TimeoutMs { get; init; }

    /// <summary>
    /// The member is no member of the object: the body that the interface gives it runs where it is called, and uses the other members. For what
    /// only makes sense at the caller, such as an enumerator. It can stand on a default implementation of an inherited interface's member,
    /// <c>IEnumerator&lt;T&gt; IEnumerable&lt;T&gt;.GetEnumerator() { … }</c>, too. Default: false.
    /// </summary>
    public bool Local { get; init; }
}
