using System.Dynamic;
using System.Linq.Expressions;
using ObjectServer.Streaming;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>A sequence that a dynamic caller was given: one of objects, which becomes one of what the program says that it is.</summary>
/// <param name="objects">The sequence.</param>
internal sealed class DescribedSequence(RemoteSequence<object?> objects) : IAsyncEnumerable<object?>, IDynamicMetaObjectProvider, IRemoteValue
{
    /// <summary>The sequence.</summary>
    public RemoteSequence<object?> Objects => objects;

    /// <inheritdoc/>
    public object With(Func<object, object> replace) => new DescribedSequence((RemoteSequence<object?>)objects.With(replace));

    /// <inheritdoc/>
    public IAsyncEnumerator<object?> GetAsyncEnumerator(CancellationToken cancellationToken = default) => objects.GetAsyncEnumerator(cancellationToken);

    /// <summary>The same with items of their own type. An item of another type fails its step.</summary>
    public async IAsyncEnumerable<T> Of<T>([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (object? item in objects.WithCancellation(cancel).ConfigureAwait(false)) yield return (T)item!;
    }

    /// <inheritdoc/>
    public DynamicMetaObject GetMetaObject(Expression parameter) => new Binding(parameter, this);

    private sealed class Binding(Expression expression, DescribedSequence sequence)
        : DynamicMetaObject(expression, BindingRestrictions.GetTypeRestriction(expression, typeof(DescribedSequence)), sequence)
    {
        /// <inheritdoc/>
        public override DynamicMetaObject BindConvert(ConvertBinder binder)
        {
            if (!SequenceTypes.IsSequence(binder.Type) || binder.Type.IsAssignableFrom(typeof(DescribedSequence))) return base.BindConvert(binder);
            Expression self = System.Linq.Expressions.Expression.Convert(Expression, typeof(DescribedSequence));
            Expression cancel = System.Linq.Expressions.Expression.Default(typeof(CancellationToken));
            return new DynamicMetaObject(System.Linq.Expressions.Expression.Call(self, nameof(Of), [SequenceTypes.ItemOf(binder.Type)], cancel), Restrictions);
        }
    }
}
