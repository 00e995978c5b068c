using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>What all proxies of one delegate type share: compiled once.</summary>
internal sealed class DelegateForm
{
    private static readonly ConditionalWeakTable<ContractModel, DelegateForm> Forms = [];
    private static readonly MethodInfo InvokeMethod = typeof(DelegateProxy).GetMethod(nameof(DelegateProxy.Invoke))!;

    private readonly Func<DelegateProxy, Delegate> _bind;

    private DelegateForm(ContractModel contract)
    {
        Caller = MemberCaller.Create(contract.Members[0]);
        _bind = Compile(contract.Interface);
    }

    /// <summary>Calls the delegate's one member.</summary>
    public MemberCaller Caller { get; }

    /// <summary>The form of a delegate type.</summary>
    public static DelegateForm Of(ContractModel contract) => Forms.GetValue(contract, static model => new DelegateForm(model));

    /// <summary>A delegate that calls by a proxy.</summary>
    public Delegate Bind(DelegateProxy proxy) => _bind(proxy);

    private static Func<DelegateProxy, Delegate> Compile(Type type)
    {
        ParameterExpression proxy = Expression.Parameter(typeof(DelegateProxy));
        MethodInfo signature = type.GetMethod("Invoke")!;
        ParameterExpression[] parameters = [.. signature.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType, parameter.Name))];
        Expression arguments = Expression.NewArrayInit(typeof(object), parameters.Select(parameter => Expression.Convert(parameter, typeof(object))));
        Expression call = Expression.Call(proxy, InvokeMethod, arguments);
        if (signature.ReturnType != typeof(void)) call = Expression.Convert(call, signature.ReturnType);
        LambdaExpression bound = Expression.Lambda(type, call, parameters);
        return Expression.Lambda<Func<DelegateProxy, Delegate>>(bound, proxy).Compile();
    }
}
