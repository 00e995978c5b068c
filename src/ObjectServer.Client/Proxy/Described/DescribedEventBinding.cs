using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>How the language runtime uses an event: += and -= are calls, and everything else is a mistake that is told.</summary>
internal sealed class DescribedEventBinding(Expression expression, DescribedEvent read)
    : DynamicMetaObject(expression, BindingRestrictions.Empty, read)
{
    private static readonly MethodInfo AddMethod = Method(nameof(DescribedEvent.Add));
    private static readonly MethodInfo RemoveMethod = Method(nameof(DescribedEvent.Remove));
    private static readonly MethodInfo MisusedMethod = Method(nameof(DescribedEvent.Misused));

    /// <inheritdoc/>
    public override DynamicMetaObject BindBinaryOperation(BinaryOperationBinder binder, DynamicMetaObject arg) => binder.Operation switch
    {
        ExpressionType.AddAssign => Result(Expression.Call(Event, AddMethod, Expression.Convert(arg.Expression, typeof(object)))),
        ExpressionType.SubtractAssign => Result(Expression.Call(Event, RemoveMethod, Expression.Convert(arg.Expression, typeof(object)))),

        // It is compared like any other object.
        ExpressionType.Equal or ExpressionType.NotEqual => base.BindBinaryOperation(binder, arg),
        _ => Refused(),
    };

    /// <inheritdoc/>
    public override DynamicMetaObject BindInvoke(InvokeBinder binder, DynamicMetaObject[] args) => Refused();

    /// <inheritdoc/>
    public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args) =>
        args.Length == 0 && binder.Name is nameof(ToString) or nameof(GetType) ? base.BindInvokeMember(binder, args) : Refused();

    /// <inheritdoc/>
    public override DynamicMetaObject BindGetMember(GetMemberBinder binder) => Refused();

    private UnaryExpression Event => Expression.Convert(Expression, typeof(DescribedEvent));

    private static MethodInfo Method(string name) => typeof(DescribedEvent).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;

    private DynamicMetaObject Refused() => Result(Expression.Throw(
        Expression.Call(Event, MisusedMethod), typeof(object)));

    private DynamicMetaObject Result(Expression result) => new(
        result.Type == typeof(object) ? result : Expression.Convert(result, typeof(object)),
        BindingRestrictions.GetTypeRestriction(Expression, typeof(DescribedEvent)));
}
