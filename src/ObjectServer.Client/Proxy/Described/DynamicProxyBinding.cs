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

    /// <inheritdoc/>
    public override DynamicMetaObject BindGetMember(GetMemberBinder binder) =>
        Result(Call(nameof(DynamicProxy.GetMember), Expression.Constant(binder.Name)));

    /// <inheritdoc/>
    public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value) =>
        Assignment(value, assigned => Call(nameof(DynamicProxy.SetMember), Expression.Constant(binder.Name), assigned));

    /// <inheritdoc/>
    public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args) => Local.Contains((binder.Name, args.Length))
        ? Result(CallLocal(binder.Name, args))
        : Invocation(binder.Name, args, FormOf(binder.CallInfo, args, LanguageTypeArguments.Of(binder)));

    /// <inheritdoc/>
    public override DynamicMetaObject BindInvoke(InvokeBinder binder, DynamicMetaObject[] args) =>
        Invocation(nameof(Action.Invoke), args, FormOf(binder.CallInfo, args, []));

    /// <inheritdoc/>
    public override DynamicMetaObject BindGetIndex(GetIndexBinder binder, DynamicMetaObject[] indexes) =>
        Result(Call(nameof(DynamicProxy.GetIndex), Objects(indexes), Expression.Constant(FormOf(binder.CallInfo, [], []))));

    /// <inheritdoc/>
    public override DynamicMetaObject BindSetIndex(SetIndexBinder binder, DynamicMetaObject[] indexes, DynamicMetaObject value) => Assignment(
        value,
        assigned => Call(
            nameof(DynamicProxy.SetIndex),
            Expression.NewArrayInit(typeof(object), [.. indexes.Select(index => Boxed(index.Expression)), assigned]),
            Expression.Constant(FormOf(binder.CallInfo, [], []))));

    private static UnaryExpression Boxed(Expression expression) => Expression.Convert(expression, typeof(object));

    private static NewArrayExpression Objects(DynamicMetaObject[] arguments) =>
        Expression.NewArrayInit(typeof(object), arguments.Select(argument => Boxed(argument.Expression)));

    private static CallForm FormOf(CallInfo call, DynamicMetaObject[] args, IReadOnlyList<Type> typeArguments)
    {
        Type?[] variables = [.. args.Select(argument => IsVariable(argument) ? argument.Expression.Type : null)];
        return new CallForm(call.ArgumentNames, typeArguments, variables.Any(variable => variable is not null) ? variables : []);
    }

    private static bool IsVariable(DynamicMetaObject argument) => argument.Expression is ParameterExpression { IsByRef: true };

    // What the call leaves in the variables is put there when it has succeeded.
    private DynamicMetaObject Invocation(string name, DynamicMetaObject[] args, CallForm form)
    {
        if (form.Variables.Count == 0) return Result(Call(nameof(DynamicProxy.InvokeMember), Expression.Constant(name), Objects(args), Expression.Constant(form)));
        ParameterExpression given = Expression.Variable(typeof(object[]));
        ParameterExpression result = Expression.Variable(typeof(object));
        var body = new List<Expression>
        {
            Expression.Assign(given, Objects(args)),
            Expression.Assign(result, Call(nameof(DynamicProxy.InvokeMember), Expression.Constant(name), given, Expression.Constant(form))),
        };
        for (int i = 0; i < args.Length; i++)
        {
            if (!IsVariable(args[i])) continue;
            Expression left = Expression.ArrayIndex(given, Expression.Constant(i));
            body.Add(Expression.Assign(args[i].Expression, Expression.Convert(left, args[i].Expression.Type)));
        }

        body.Add(result);
        return Result(Expression.Block([given, result], body));
    }

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
