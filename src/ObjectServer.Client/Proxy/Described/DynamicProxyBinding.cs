using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// How the language runtime uses a proxy: each use by name becomes a call of one of <see cref="DynamicProxy"/>'s own methods, once
/// compiled for each place in a program. What every .NET object has is answered locally.
/// </summary>
internal sealed class DynamicProxyBinding(Expression expression, DynamicProxy proxy)
    : DynamicMetaObject(expression, BindingRestrictions.Empty, proxy)
{
    private static readonly MethodInfo[] Methods = typeof(DynamicProxy).GetMethods(BindingFlags.Instance | BindingFlags.NonPublic);

    private static readonly HashSet<(string Name, int Arguments)> Local =
    [
        (nameof(ToString), 0), (nameof(GetHashCode), 0), (nameof(GetType), 0), (nameof(Equals), 1), (nameof(IAsyncDisposable.DisposeAsync), 0),
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> GetDynamicMemberNames() => ((DynamicProxy)Value!).MemberNames();

    // An event, once contracts have them, is a member to read: what its += adds to.

    /// <inheritdoc/>
    public override DynamicMetaObject BindGetMember(GetMemberBinder binder) =>
        Result(Call(nameof(DynamicProxy.GetMember), Expression.Constant(binder.Name)));

    /// <inheritdoc/>
    public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value) =>
        Assignment(value, assigned => Call(nameof(DynamicProxy.SetMember), Expression.Constant(binder.Name), assigned));

    /// <inheritdoc/>
    public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args) => Local.Contains((binder.Name, args.Length))
        ? Result(CallLocal(binder.Name, args))
        : Result(Call(nameof(DynamicProxy.InvokeMember), Expression.Constant(binder.Name), Objects(args), Names(binder.CallInfo)));

    /// <inheritdoc/>
    public override DynamicMetaObject BindGetIndex(GetIndexBinder binder, DynamicMetaObject[] indexes) =>
        Result(Call(nameof(DynamicProxy.GetIndex), Objects(indexes), Names(binder.CallInfo)));

    /// <inheritdoc/>
    public override DynamicMetaObject BindSetIndex(SetIndexBinder binder, DynamicMetaObject[] indexes, DynamicMetaObject value)
    {
        if (binder.CallInfo.ArgumentNames.Count > 0)
        {
            Expression refusal = Expression.Throw(
                Expression.Constant(new ArgumentException("The keys of an indexer that is written are given in order, without names.")), typeof(object));
            return Result(refusal);
        }

        return Assignment(value, assigned => Call(
            nameof(DynamicProxy.SetIndex), Expression.NewArrayInit(typeof(object), [.. indexes.Select(index => Boxed(index.Expression)), assigned])));
    }

    private static UnaryExpression Boxed(Expression expression) => Expression.Convert(expression, typeof(object));

    private static NewArrayExpression Objects(DynamicMetaObject[] arguments) =>
        Expression.NewArrayInit(typeof(object), arguments.Select(argument => Boxed(argument.Expression)));

    private static ConstantExpression Names(CallInfo call) => Expression.Constant(call.ArgumentNames, typeof(IReadOnlyList<string>));

    // The value of an assignment is what was assigned.
    private DynamicMetaObject Assignment(DynamicMetaObject value, Func<Expression, Expression> assign)
    {
        ParameterExpression assigned = Expression.Variable(typeof(object));
        return Result(Expression.Block([assigned], Expression.Assign(assigned, Boxed(value.Expression)), assign(assigned), assigned));
    }

    private MethodCallExpression Call(string method, params Expression[] arguments) => Expression.Call(
        Expression.Convert(Expression, typeof(DynamicProxy)), Methods.Single(one => one.Name == method), arguments);

    private MethodCallExpression CallLocal(string name, DynamicMetaObject[] args)
    {
        Type type = name == nameof(IAsyncDisposable.DisposeAsync) ? typeof(IAsyncDisposable) : typeof(object);
        MethodInfo method = type.GetMethod(name, BindingFlags.Public | BindingFlags.Instance)!;
        return Expression.Call(Expression.Convert(Expression, type), method, args.Select(argument => Boxed(argument.Expression)));
    }

    private DynamicMetaObject Result(Expression result) =>
        new(result.Type == typeof(object) ? result : Boxed(result), BindingRestrictions.GetTypeRestriction(Expression, LimitType));
}
