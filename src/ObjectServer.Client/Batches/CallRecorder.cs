using System.Reflection;
using Castle.DynamicProxy;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Batches;

/// <summary>Notes the calls that the lambdas of a batch make.</summary>
/// <param name="session">Whose proxies they are of.</param>
/// <param name="atomic">The calls are to run as one.</param>
internal sealed class CallRecorder(ClientSession session, bool atomic)
{
    private static readonly ProxyGenerationOptions Options = new() { BaseTypeForInterfaceProxy = typeof(RecordingProxy) };

    private readonly Dictionary<ContractModel, RecordingProxy> _recordings = [];

    /// <summary>Notes a call without result.</summary>
    public (RecordedCall Call, BatchResult Result) Record<T>(T proxy, Action<T> call)
        where T : class
    {
        NotedCall noted = Note<T, bool>(proxy, one => { call(one); return false; }, placeholder: null, null, out _);
        if (noted.Member.ResultType != typeof(void)) throw Changed(noted.Member);
        var result = new BatchResult(noted.Member.ToString());
        return (new RecordedCall<bool>(noted.Proxy, noted.Member, noted.Arguments, result, _ => result.Succeed()), result);
    }

    /// <summary>Notes a call of a synchronous member with a result, or an assignment.</summary>
    public (RecordedCall Call, BatchResult<TResult> Result) Record<T, TResult>(T proxy, Func<T, TResult> call)
        where T : class
    {
        TResult? given = Placeholder<TResult>.Next();
        NotedCall noted = Note(proxy, call, given, typeof(TResult), out TResult? returned);
        ContractMember member = noted.Member;
        var result = new BatchResult<TResult>(member.ToString());
        if (member.Kind == MemberKind.Setter) return (new RecordedCall<bool>(noted.Proxy, member, noted.Arguments, result, _ => result.Succeed(returned!)), result);
        if (member.Shape != ReturnShape.Value || member.ResultType != typeof(TResult) || !Placeholder<TResult>.Is(returned, given)) throw Changed(member);
        return (new RecordedCall<TResult>(noted.Proxy, member, noted.Arguments, result, result.Succeed), result);
    }

    /// <summary>Notes a call of a synchronous member that must result in a certain value.</summary>
    public (RecordedCall Call, BatchResult<TResult> Result) RecordExpecting<T, TResult>(T proxy, Func<T, TResult> call, TResult expected)
        where T : class
    {
        (RecordedCall noted, BatchResult<TResult> result) = Record(proxy, call);
        if (noted is not RecordedCall<TResult> typed || noted.Member.Kind == MemberKind.Setter || noted.Member.ResultContract is not null)
            throw new NotSupportedException($"No value can be expected of {noted.Member}: that of a member can that results in one, which is no shared object.");

        typed.Expect(expected);
        return (typed, result);
    }

    /// <summary>Notes a call of an asynchronous member without result.</summary>
    public (RecordedCall Call, BatchResult Result) RecordTask<T, TTask>(T proxy, Func<T, TTask> call, Func<TTask> placeholder)
        where T : class
    {
        NotedCall noted = NoteTask(proxy, call, placeholder);
        var result = new BatchResult(noted.Member.ToString());
        return (new RecordedCall<bool>(noted.Proxy, noted.Member, noted.Arguments, result, _ => result.Succeed()), result);
    }

    /// <summary>Notes a call of an asynchronous member with a result.</summary>
    public (RecordedCall Call, BatchResult<TResult> Result) RecordTask<T, TTask, TResult>(T proxy, Func<T, TTask> call, Func<TTask> placeholder)
        where T : class
    {
        NotedCall noted = NoteTask(proxy, call, placeholder);
        var result = new BatchResult<TResult>(noted.Member.ToString());
        return (new RecordedCall<TResult>(noted.Proxy, noted.Member, noted.Arguments, result, result.Succeed), result);
    }

    private NotedCall NoteTask<T, TTask>(T proxy, Func<T, TTask> call, Func<TTask> placeholder)
        where T : class
    {
        TTask given = placeholder();
        NotedCall noted = Note(proxy, call, given, typeof(TTask), out TTask? returned);
        return EqualityComparer<TTask>.Default.Equals(returned, given) ? noted : throw Changed(noted.Member);
    }

    private NotedCall Note<T, TReturned>(T proxy, Func<T, TReturned> call, object? placeholder, Type? type, out TReturned? returned)
        where T : class
    {
        SharedProxy target = Own(proxy);
        RecordingProxy recording = RecordingOf(target);
        if (recording is not T called) throw new ArgumentException($"Calls of {target} can be noted by its contract, not by {typeof(T)}.", nameof(proxy));
        (MethodInfo Method, object?[] Arguments)? noted;
        recording.Begin(placeholder, type);
        try
        {
            returned = call(called);
        }
        catch (NullReferenceException e) when (recording.Noted is { } method)
        {
            throw new ArgumentException($"{NotAsItIs(method.Name)} {e.Message}", nameof(call), e);
        }
        finally
        {
            noted = recording.End();
        }

        if (noted is not { } one) throw new ArgumentException($"The lambda calls no member of its argument: each Add takes one call of {target.Handle.Remote.Name}.", nameof(call));
        ContractMember member = MemberOf(target.Handle.Remote, one.Method);
        BatchableMembers.Demand(member, one.Arguments, atomic);
        return new NotedCall(target, member, one.Arguments);
    }

    private SharedProxy Own(object proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        if (proxy is not SharedProxy own) throw new ArgumentException($"A {proxy.GetType()} is not a proxy of a shared object.", nameof(proxy));
        if (own.Handle.Session != session) throw new ArgumentException($"{own} is a proxy of another client: a batch goes to one server, by one client.", nameof(proxy));
        if (own.Limit is { Fence: not null }) throw new NotSupportedException($"{own} is guarded by a lock, which the calls of a batch cannot be: make them by themselves.");
        return own.Handle.IsReleased ? throw own.Handle.Gone() : own;
    }

    private RecordingProxy RecordingOf(SharedProxy target)
    {
        ContractModel contract = target.Handle.Remote.Model
            ?? throw new NotSupportedException($"{target} is a dynamic proxy, whose calls cannot be noted: use one of a contract in a batch.");
        if (_recordings.TryGetValue(contract, out RecordingProxy? known)) return known;
        return _recordings[contract] = ProxyFactory.Create<RecordingProxy>(contract, Options, RecordingInterceptor.Instance);
    }

    private static ContractMember MemberOf(RemoteContract remote, MethodInfo method)
    {
        MethodInfo definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        if (!remote.Model!.TryGetMember(definition, out ContractMember? member))
            throw new NotSupportedException($"{method.Name} of {remote.Name} is no call of the object: it has no place in a batch.");

        remote.Demand(member);
        return method.IsGenericMethod ? member.Close(method.GetGenericArguments()) : member;
    }

    private static ArgumentException Changed(ContractMember member) => new(NotAsItIs(member));

    private static string NotAsItIs(object member) =>
        $"The lambda does not return what {member} returned. The call has not run yet: have the lambda return its result, or its task, as it is, "
        + "and use the value when the batch has run.";

    private readonly record struct NotedCall(SharedProxy Proxy, ContractMember Member, object?[] Arguments);
}
