namespace ObjectServer.Memory;

/// <summary>Shared arrays as values.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal sealed class SharedArrayConverter<T>() : HandleConverter<SharedArray<T>, SharedArrayHandle>("a shared array is its memory, element type, shape and offset")
    where T : unmanaged
{
    /// <inheritdoc/>
    protected override SharedArrayHandle HandleOf(SharedArray<T> value) =>
        new(value.Memory, value.Use.ContentBytes, ElementFormat.Of<T>(), value.Shape, value.Offset);

    /// <inheritdoc/>
    protected override bool IsWhole(SharedArrayHandle handle) => handle is { Memory: not null, ElementType: not null, Shape: not null };

    /// <inheritdoc/>
    protected override SharedArray<T> Open(SharedArrayHandle handle) => handle.Open<T>();
}
