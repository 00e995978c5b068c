using System.Reflection;
using System.Runtime.CompilerServices;
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

    /// <summary>The member; null when there is none, or when it is not a remote one: a private or sealed body, a static helper.</summary>
    public MemberDraft? Read(MethodInfo? method, PropertyInfo? property, MemberKind kind)
    {
        if (method is null)
            return null;

        string label = Label(method.DeclaringType!, property?.Name ?? method.Name);
        if (!IsRemote(method, label))
            return null;

        int faultsBefore = faults.Count;
        MemberSettings settings = MemberSettings.Of(method, property, kind);
        ReturnedType? returnedAs = kind == MemberKind.Setter ? null : selection?.ReturnedAs(property?.Name ?? method.Name);
        (ReturnShape shape, Type resultType) = ReadResult(method, property, label, returnedAs);
        IReadOnlyList<ContractParameter> parameters = _parameters.Read(method, property, label);
        Check(method, kind, label, settings, parameters, resultType);
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

        if (!method.IsPublic)
            faults.Add($"{label}: it is not public, so that no caller elsewhere could use it; make it public or move it to a class.");
        return method.IsPublic;
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
            : (ReturnShape.Value, type);

        if (property is not null && shape is not (ReturnShape.Value or ReturnShape.Void))
            faults.Add($"{label}: a property cannot be asynchronous; declare a method that returns the task.");
        else if (type.IsByRef)
            faults.Add($"{label}: it returns a reference to a variable, which cannot cross to another process; return the value.");
        else if (returnedAs is not null)
            AddFaults(returnedAs, resultType, label);
        else if (resultType != typeof(void) && !type.ContainsGenericParameters && ContractTypeRules.Refusal(resultType) is { } reason)
            faults.Add($"{label}: its {(property is null ? "result" : "type")} {TypeNames.Of(resultType)} {reason}{ReturnsInstead(resultType)}");
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

    private void Check(
        MethodInfo method,
        MemberKind kind,
        string label,
        MemberSettings settings,
        IReadOnlyList<ContractParameter> parameters,
        Type resultType)
    {
        if (method.IsGenericMethodDefinition)
            faults.Add($"{label}: generic methods are not supported yet, because the type arguments of a call would be types chosen by "
                + "the caller; declare one method for each type, or make the interface generic.");
        if (kind == MemberKind.Setter && method.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            faults.Add($"{label}: an init accessor can only run while an object is made; use set, or leave it out.");
        if (parameters.Count(parameter => parameter.Role == ParameterRole.Cancellation) > 1)
            faults.Add($"{label}: a call has one cancellation; leave one CancellationToken parameter.");
        if (settings.OneWay && resultType != typeof(void))
            faults.Add($"{label}: a one-way member has no result; return void, Task or ValueTask, or drop OneWay.");
        if (settings.OneWay && parameters.Any(parameter => parameter.Role == ParameterRole.Progress))
            faults.Add($"{label}: nobody waits for the progress of a one-way member; drop the parameter, or OneWay.");
        if (settings.TimeoutMs < 0)
            faults.Add($"{label}: TimeoutMs is {settings.TimeoutMs}; give 0 for none, or a positive number of milliseconds.");
    }
}
