using System.Linq.Expressions;
using System.Reflection;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Reading;
using ObjectServer.Streaming;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Dispatch;

/// <summary>
/// Runs one member of a contract on a live object: reads the arguments, calls, writes the result, all by code compiled once, with
/// nothing boxed and nothing reflected per call. Calls may overlap.
/// </summary>
internal abstract class MemberInvoker
{
    private readonly bool _mayRunOnReader;
    private WorkPace _pace;

    protected MemberInvoker(ContractMember member)
    {
        Member = member;

        // Who reports may wait until the reports are taken, which this very thread would have to read. A generic method may first have to be compiled.
        _mayRunOnReader = !member.CpuBound && !member.IsOpen && member.Parameters.All(parameter => parameter.Role is not ParameterRole.Progress);
        IsCancellable = member.Parameters.Any(parameter => parameter.Role is ParameterRole.Cancellation);
    }

    /// <summary>The member.</summary>
    public ContractMember Member { get; }

    /// <summary>Its place among the members of its class, from 1; 0 for one that is none of them, such as a snapshot.</summary>
    public int Position { get; set; }

    /// <summary>
    /// Whether a call had better run on the thread that has read it than be handed to another one: with 64 small calls in flight over
    /// unix:, that makes five times as many a second; with 1,024, three times.
    /// </summary>
    public bool RunsOnReader => _mayRunOnReader && _pace.IsQuick;

    /// <summary>Whether the member takes a token: a call of it must be found while it runs.</summary>
    public bool IsCancellable { get; }

    /// <summary>A call has kept its thread for so long, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public void Took(long ticks) => _pace.Took(ticks);

    /// <summary>The invoker of a member.</summary>
    public static MemberInvoker Create(ContractMember member) => member.Shape switch
    {
        _ when member.IsOpen => new GenericInvoker(member),
        _ when SequenceTypes.OfEnumerating(member.DeclaringInterface) is { } item => OfSequence(member, item),
        ReturnShape.Sequence => Of(typeof(SequenceInvoker<>), member, SequenceTypes.ItemOf(member.ResultType)),
        ReturnShape.Void when member.Returned.Count == 0 => new VoidInvoker(member),
        ReturnShape.Void or ReturnShape.Value => Of(typeof(ValueInvoker<>), member, member.OutcomeType),
        ReturnShape.Task => new TaskInvoker(member),
        ReturnShape.TaskOfT => Of(typeof(TaskInvoker<>), member),
        ReturnShape.ValueTask => new ValueTaskInvoker(member),
        ReturnShape.ValueTaskOfT => Of(typeof(ValueTaskInvoker<>), member),
        _ => throw new InvalidOperationException($"{member} has the unknown shape {member.Shape}."),
    };

    /// <summary>Calls the member and hands its result to the call. Completes when the member has.</summary>
    public abstract ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call);

    /// <summary>Compiles the member: reads its arguments, says that they are read, and calls it.</summary>
    /// <typeparam name="TResult">What the member returns, tasks included; with ref and out parameters, all of the outcome.</typeparam>
    protected Func<object, ValueReader, IIncomingCall, TResult> CompileFunction<TResult>() =>
        Compile<Func<object, ValueReader, IIncomingCall, TResult>>();

    /// <summary>Compiles a member that returns nothing.</summary>
    protected Action<object, ValueReader, IIncomingCall> CompileAction() => Compile<Action<object, ValueReader, IIncomingCall>>();

    private TDelegate Compile<TDelegate>()
        where TDelegate : Delegate
    {
        ParameterExpression target = Expression.Parameter(typeof(object));
        ParameterExpression reader = Expression.Parameter(typeof(ValueReader));
        ParameterExpression call = Expression.Parameter(typeof(IIncomingCall));
        var variables = new List<ParameterExpression>();
        var body = new List<Expression>();
        foreach (ContractParameter parameter in Member.Parameters)
        {
            ParameterExpression variable = Expression.Variable(parameter.Type, parameter.Name);
            variables.Add(variable);
            body.Add(Expression.Assign(variable, parameter.Role switch
            {
                ParameterRole.Sender => Expression.Call(ArgumentReading.SenderMethod, reader, target),
                ParameterRole.Handler => Expression.Call(
                    ArgumentReading.HandlerMethod.MakeGenericMethod(parameter.Type), Expression.Constant(parameter), reader, call, Expression.Constant(Member)),
                _ => Read(parameter, reader, call),
            }));
        }

        body.Add(Expression.Call(call, nameof(IIncomingCall.ArgumentsRead), null));
        Expression result = Expression.Call(Instance(target), Member.Method, variables);
        if (Member.Returned.Count > 0) result = Outcome(result, variables, body);
        body.Add(result);
        return Expression.Lambda<TDelegate>(Expression.Block(variables, body), target, reader, call).Compile();
    }

    private UnaryExpression Instance(Expression target) => Expression.Convert(
        ContractModel.IsDelegate(Member.DeclaringInterface)
            ? Expression.Property(Expression.Convert(target, typeof(DelegateTarget)), nameof(DelegateTarget.Handler))
            : target,
        Member.DeclaringInterface);

    /// <summary>What a call with ref and out parameters results in, once it has been made.</summary>
    private Expression Outcome(Expression invocation, List<ParameterExpression> variables, List<Expression> body)
    {
        List<Expression> values = [.. Member.Returned.Select(parameter => variables[parameter.Position])];
        if (Member.ResultType != typeof(void))
        {
            ParameterExpression returned = Expression.Variable(Member.ResultType);
            variables.Add(returned);
            invocation = Expression.Assign(returned, invocation);
            values.Insert(0, returned);
        }

        body.Add(invocation);
        return Outcomes.Make(values);
    }

    private static MethodCallExpression Read(ContractParameter parameter, Expression reader, Expression call)
    {
        MethodInfo read = parameter.Role switch
        {
            ParameterRole.Cancellation => ArgumentReading.CancellationMethod,
            ParameterRole.Progress => ArgumentReading.ProgressMethod.MakeGenericMethod(parameter.ProgressType!),
            _ when parameter.Passing == ParameterPassing.Out => ArgumentReading.OutMethod.MakeGenericMethod(parameter.Type),
            _ => ArgumentReading.ValueMethod.MakeGenericMethod(parameter.Type),
        };
        return Expression.Call(read, Expression.Constant(parameter), reader, call);
    }

    private static MemberInvoker OfSequence(ContractMember member, Type item) => Of(
        member.Name switch
        {
            nameof(ISequence<>.OpenAsync) => typeof(OpenInvoker<>),
            nameof(IEnumeration<>.TakeAsync) => typeof(TakeInvoker<>),
            _ => typeof(CloseInvoker<>),
        },
        member,
        item);

    private static MemberInvoker Of(Type definition, ContractMember member, Type? result = null) =>
        (MemberInvoker)Activator.CreateInstance(definition.MakeGenericType(result ?? member.ResultType), member)!;
}
