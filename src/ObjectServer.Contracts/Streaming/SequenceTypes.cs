namespace ObjectServer.Streaming;

/// <summary>Which types are sequences, and what they travel as.</summary>
internal static class SequenceTypes
{
    /// <summary>Whether <paramref name="type"/> is an <see cref="IAsyncEnumerable{T}"/> itself.</summary>
    public static bool IsSequence(Type type) => IsOf(type, typeof(IAsyncEnumerable<>));

    /// <summary>What a sequence is one of.</summary>
    public static Type ItemOf(Type sequence) => sequence.GetGenericArguments()[0];

    /// <summary>What a member answers that returns such a sequence.</summary>
    public static Type BlockOf(Type sequence) => typeof(SequenceBlock<>).MakeGenericType(ItemOf(sequence));

    /// <summary>Whether <paramref name="type"/> is a <see cref="SequenceBlock{T}"/>.</summary>
    public static bool IsBlock(Type type) => IsOf(type, typeof(SequenceBlock<>));

    /// <summary>Whether a contract's interface is an <see cref="IEnumeration{T}"/>.</summary>
    public static bool IsEnumeration(Type type) => IsOf(type, typeof(IEnumeration<>));

    /// <summary>What a contract's sequences or enumerations are of; null for any other interface.</summary>
    public static Type? OfEnumerating(Type type) => IsEnumeration(type) || IsOf(type, typeof(ISequence<>)) ? ItemOf(type) : null;

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
