using ObjectServer.Client;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Objects;

/// <summary>Uses the members of an object as the server describes them, with arguments that are text.</summary>
/// <param name="client">Finds objects.</param>
/// <param name="proxy">The object.</param>
internal sealed class MemberCalls(ObjectClient client, DynamicProxy proxy)
{
    /// <summary>What can be done with the object.</summary>
    public DescribedContract Contract => proxy.Contract;

    /// <summary>Finds a named object.</summary>
    /// <exception cref="ObjectNotFoundException">There is none of that name.</exception>
    public static async Task<MemberCalls> GetAsync(ObjectClient client, string name, CancellationToken cancel) =>
        new(client, (DynamicProxy)(object)await client.GetDynamicAsync(name, cancel));

    /// <summary>Whether the value of a property is not to be shown.</summary>
    public bool IsRedacted(string name) => Contract.Find(name, MemberKind.Getter).Any(static member => member.Description.Redacted);

    /// <summary>Reads a property.</summary>
    public Task<object?> GetAsync(string name, CancellationToken cancel) => RunAsync(name, MemberKind.Getter, [], null, cancel);

    /// <summary>Writes a property.</summary>
    public Task<object?> SetAsync(string name, string value, CancellationToken cancel) => RunAsync(name, MemberKind.Setter, [value], null, cancel);

    /// <summary>Calls a method.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="texts">The arguments.</param>
    /// <param name="progress">Takes what it reports; null for nobody.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>What it returns, or its task results in; a sequence is still to be enumerated.</returns>
    public Task<object?> CallAsync(string name, IReadOnlyList<string> texts, IProgress<object?>? progress, CancellationToken cancel) =>
        RunAsync(name, MemberKind.Method, texts, progress, cancel);

    private async Task<object?> RunAsync(string name, MemberKind kind, IReadOnlyList<string> texts, IProgress<object?>? progress, CancellationToken cancel)
    {
        (ArgumentBinding binding, string? fault) = await BindAsync(name, kind, texts, progress, cancel);
        if (fault is not null) throw new UsageException(fault);
        object? result = binding.Member.Call(proxy, binding.Arguments);
        if (result is not Task task) return result;
        await task;
        return task is Task<object?> valued ? valued.Result : null;
    }

    private async Task<(ArgumentBinding Binding, string? Fault)> BindAsync(
        string name, MemberKind kind, IReadOnlyList<string> texts, IProgress<object?>? progress, CancellationToken cancel)
    {
        var reasons = new List<string>();
        var fitting = new List<ArgumentBinding>();
        foreach (DescribedMember member in proxy.Contract.Find(name, kind))
        {
            MemberDescription description = member.Description;
            ParameterDescription[] values = [.. description.Parameters.Where(static one => one.Kind is not (ValueKind.Progress or ValueKind.None))];
            if (description.TypeParameters.Count > 0) reasons.Add($"{description.Signature}: it is generic, and the command line has no type arguments");
            else if (texts.Count > values.Length || texts.Count < values.Count(static one => !one.Optional)) reasons.Add($"{description.Signature}: it takes {values.Length} arguments, and {texts.Count} were given");
            else if (await TryBindAsync(member, values, texts, progress, reasons, cancel) is { } binding) fitting.Add(binding);
        }

        // A text fits every parameter that is one: what is also a number is meant as one.
        ArgumentBinding? best = fitting.MinBy(static one => one.Member.Description.Parameters.Count(static parameter => parameter.Type == "System.String"));
        if (best is not null) return (best, null);
        if (reasons.Count == 0) proxy.Contract.Bind(name, kind, [.. texts], CallForm.Plain);
        return (null!, $"{name} does not take these arguments. {string.Join("; ", reasons)}.");
    }

    private async Task<ArgumentBinding?> TryBindAsync(
        DescribedMember member, ParameterDescription[] values, IReadOnlyList<string> texts, IProgress<object?>? progress, List<string> reasons, CancellationToken cancel)
    {
        var given = new List<object?>();
        var names = new List<string>();
        try
        {
            for (int i = 0; i < texts.Count; i++) given.Add(await ArgumentText.ReadAsync(texts[i], values[i], client, cancel));
        }
        catch (FormatException e)
        {
            reasons.Add($"{member.Description.Signature}: {e.Message}");
            return null;
        }

        if (member.Description.Kind == MemberKind.Method)
        {
            for (int i = 0; i < texts.Count; i++) names.Add(values[i].Name);
            foreach (ParameterDescription parameter in member.Description.Parameters)
            {
                object? special = parameter.Kind switch
                {
                    ValueKind.Progress => progress,
                    ValueKind.None => cancel,
                    _ => null,
                };
                if (special is null) continue;
                names.Add(parameter.Name);
                given.Add(special);
            }
        }

        ArgumentBinding? bound = ArgumentBinding.TryBind(member, [.. given], new CallForm(names, [], []), out string reason);
        if (bound is null) reasons.Add($"{member.Description.Signature}: {reason}");
        return bound;
    }
}
