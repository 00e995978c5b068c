using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Streaming;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Reads one method or accessor, and says everything that keeps it from being remote.</summary>
/// <param name="contract">The contract, or the class.</param>
/// <param name="defaults">The bodies that interfaces give.</param>
/// <param name="faults">Takes one sentence per fault.</param>
/// <param name="selection">What is shared of a class; null for a contract.</param>
internal sealed class MemberReader(Type contract, DefaultImplementations defaults, List<string> faults, ClassSelection? selection = null)
{
    private readonly ParameterReader _parameters = new(faults);

    /// <summary>How faults name a member: an inherited one with the interface that declares it.</summary>
    public string Label(Type declaring, string name) => declaring == contract ? name : $"{TypeNames.Of(declaring)}.{name}";

    /// <summary>Whether a property's setter is an <c>init</c> accessor, which runs only while an object is made.</summary>
    public static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    /// <summary>
    /// The member; null when there is none, or when it is not a remote one: a private or sealed body, a static helper, an <c>init</c>
    /// accessor, what runs where it is called.
    /// </summary>
    public MemberDraft? Read(MethodInfo? method, PropertyInfo? property, MemberKind kind)
    {
        if (method is null || (kind == MemberKind.Setter && IsInit(method)))
            return null;

        string label = Label(method.DeclaringType!, MemberSignature.NameOf(method, property, kind));
        if (!IsRemote(method, label))
            return null;

        int faultsBefore = faults.Count;
        MemberSettings settings = MemberSettings.Of(method, property, kind);
        ReturnedType? returnedAs = kind == MemberKind.Setter ? null : selection?.ReturnedAs(property?.Name ?? method.Name);
        (ReturnShape shape, Type resultType) = ReadResult(method, property, label, returnedAs);
        IReadOnlyList<ContractParameter> parameters = _parameters.Read(method, property, label);
        CheckParameters(label, parameters, shape);
        CheckSettings(label, settings, parameters, resultType);
        if (kind == MemberKind.Adder && parameters is [{ Type: var handler }] && handler.GetMethod("Invoke") is { } raised && raised.ReturnType != typeof(void))
            faults.Add($"{label}: its handlers return {TypeNames.Of(raised.ReturnType)}, but nobody waits for a handler of an event; let them return nothing.");
        if (method.GetGenericArguments().Length is > AllowedTypeArguments.Most and int count)
            faults.Add($"{label}: it has {count} type parameters; a call can give {AllowedTypeArguments.Most}.");
        return faults.Count > faultsBefore
            ? null
            : new MemberDraft(method, property, kind, settings, parameters, shape, resultType, defaults.Has(method)) { ReturnedAs = returnedAs };
    }

    private bool IsRemote(MethodInfo method, string label)
    {
        // Which members of a class are shared was chosen before.
        if (selection is not null)
            return true;

        if (method.IsStatic)
        {
            if (method.IsAbstract || method.IsVirtual)
                faults.Add($"{label}: static members and operators have no object to run on; move it to a class.");
            return false;
        }

        if (method.IsPrivate || !method.IsVirtual)
            return false;

        if (defaults.Local.ContainsKey(method))
        {
            CheckLocal(method, label);
            return false;
        }

        if (MemberSettings.IsLocal(method))
            faults.Add($"{label}: it is to run where it is called, but the interface gives it no body.");

        if (!method.IsPublic)
            faults.Add($"{label}: it is not public, so that no caller elsewhere could use it; make it public or move it to a class.");
        return method.IsPublic;
    }

    private void CheckLocal(MethodInfo method, string label)
    {
        if (method.IsGenericMethodDefinition)
            faults.Add($"{label}: a generic method cannot be Local; let it be sealed.");
        if (method.GetParameters().Any(static parameter => parameter.ParameterType.IsByRef || parameter.ParameterType.IsByRefLike))
            faults.Add($"{label}: a member that is Local cannot have ref, out or by-ref-like parameters; let it be sealed.");
    }

    private (ReturnShape Shape, Type ResultType) ReadResult(
        MethodInfo method, PropertyInfo? property, string label, ReturnedType? returnedAs)
    {
        Type type = method.ReturnType;
        (ReturnShape shape, Type resultType) =
            type == typeof(void) ? (ReturnShape.Void, typeof(void))
            : type == typeof(Task) ? (ReturnShape.Task, typeof(void))
            : type == typeof(ValueTask) ? (ReturnShape.ValueTask, typeof(void))
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? (ReturnShape.TaskOfT, type.GetGenericArguments()[0])
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)
                ? (ReturnShape.ValueTaskOfT, type.GetGenericArguments()[0])
            : property is null && SequenceTypes.IsSequence(type) ? (ReturnShape.Sequence, SequenceTypes.BlockOf(type))
            : (ReturnShape.Value, type);

        if (property is not null && shape is not (ReturnShape.Value or ReturnShape.Void))
            faults.Add($"{label}: a property cannot be asynchronous; declare a method that returns the task.");
        else if (type.IsByRef)
            faults.Add($"{label}: it returns a reference to a variable, which cannot cross to another process; return the value.");
        else if (returnedAs is not null)
            AddFaults(returnedAs, resultType, label);
        else if (resultType != typeof(void) && ContractTypeRules.Refusal(shape == ReturnShape.Sequence ? type : resultType) is { } reason)
            faults.Add($"{label}: its {(property is null ? "result" : "type")} {TypeNames.Of(shape == ReturnShape.Sequence ? type : resultType)} {reason}{ReturnsInstead(resultType)}");
        return (shape, resultType);
    }

    private string ReturnsInstead(Type resultType) => selection is not null && resultType.IsClass
        ? " Or let it go by reference, by Returns() with a registered type."
        : "";

    private void AddFaults(ReturnedType returnedAs, Type resultType, string label)
    {
        if (resultType.IsValueType || resultType == typeof(string) || resultType.ContainsGenericParameters)
            faults.Add($"{label}: it is to return a reference to a \"{returnedAs.TypeName}\", but {TypeNames.Of(resultType)} is no class of objects.");
        else if (ContractModel.IsContract(resultType))
            faults.Add($"{label}: {TypeNames.Of(resultType)} goes by reference as it is; leave out Returns.");
    }

    private void CheckParameters(string label, IReadOnlyList<ContractParameter> parameters, ReturnShape shape)
    {
        if (parameters.Count(parameter => parameter.Role == ParameterRole.Cancellation) > 1)
            faults.Add($"{label}: a call has one cancellation; leave one CancellationToken parameter.");
        if (shape == ReturnShape.Sequence && parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Progress) is { } progress)
            faults.Add($"{label}: parameter {progress.Name} reports what a call does, which ends before its sequence is enumerated; report by the sequence.");
        if (shape is not (ReturnShape.Void or ReturnShape.Value) && parameters.FirstOrDefault(parameter => parameter.IsReturned) is { } early)
            faults.Add($"{label}: parameter {early.Name} is ref or out, but an asynchronous member returns before it has a value; let the task result in it.");
    }

    private void CheckSettings(string label, MemberSettings settings, IReadOnlyList<ContractParameter> parameters, Type resultType)
    {
        if (settings.OneWay && resultType != typeof(void))
            faults.Add($"{label}: a one-way member has no result; return void, Task or ValueTask, or drop OneWay.");
        if (settings.OneWay && parameters.Any(parameter => parameter.Role == ParameterRole.Progress))
            faults.Add($"{label}: nobody waits for the progress of a one-way member; drop the parameter, or OneWay.");
        if (settings.OneWay && parameters.FirstOrDefault(parameter => parameter.IsReturned) is { } returned)
            faults.Add($"{label}: nobody waits for what a one-way member writes to parameter {returned.Name}; take it by value, or drop OneWay.");
        if (settings.TimeoutMs < 0)
            faults.Add($"{label}: TimeoutMs is {settings.TimeoutMs}; give 0 for none, or a positive number of milliseconds.");
    }
}
