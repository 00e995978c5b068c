using System.Globalization;
using System.Linq.Expressions;
using System.Threading.Channels;
using ObjectServer.Client;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Objects;

/// <summary>Writes the events of an object as they come.</summary>
/// <param name="client">Finds the object.</param>
/// <param name="output">Where they go.</param>
/// <param name="json">They are JSON.</param>
internal sealed class EventWatch(ObjectClient client, Output output, bool json)
{
    // More are lost than are kept for a reader that does not keep up.
    private const int MostKept = 1000;

    private readonly Channel<Raised> _raised = Channel.CreateBounded<Raised>(new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Subscribes to all events, and writes them until there were enough, it is told to stop, or the server is lost.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task RunAsync(string name, int most, CancellationToken cancel)
    {
        var proxy = (DynamicProxy)(object)await client.GetDynamicAsync(name, cancel);
        MemberDescription[] events = [.. proxy.Contract.Members.Select(static one => one.Description).Where(static one => one.Kind == MemberKind.Adder)];
        if (events.Length == 0) throw new UsageException($"{SafeText.Of(name)} has no events. objectserver describe {SafeText.Of(name)} shows what it has.");
        foreach (MemberDescription one in events) proxy.ChangeEvent(one.Name, MemberKind.Adder, HandlerOf(one));
        Console.Error.WriteLine($"Watching {string.Join(", ", events.Select(static one => one.Name))} of {SafeText.Of(name)}.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, client.Session.Ended);
        try
        {
            for (int i = 0; i < most; i++) Write(await _raised.Reader.ReadAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ServerUnavailableException($"The session with the server at {client.Address} has ended.");
        }
    }

    private Delegate HandlerOf(MemberDescription one)
    {
        int count = one.Parameters[0].Delegate.Members[0].Parameters.Count;
        ParameterExpression[] parameters = [.. Enumerable.Range(0, count).Select(static _ => Expression.Parameter(typeof(object)))];
        Action<object?[]> take = arguments => _raised.Writer.TryWrite(new Raised(TimeProvider.System.GetLocalNow(), one.Name, arguments));
        return Expression.Lambda(
            Expression.GetActionType([.. parameters.Select(static parameter => parameter.Type)]),
            Expression.Invoke(Expression.Constant(take), Expression.NewArrayInit(typeof(object), parameters)),
            parameters).Compile();
    }

    private void Write(Raised raised)
    {
        if (json) output.Line($"{{\"time\":{ValueText.Json(raised.Time)},\"event\":{ValueText.Json(raised.Event)},\"arguments\":{ValueText.Json(raised.Arguments)}}}");
        else output.Line(string.Create(CultureInfo.InvariantCulture, $"{raised.Time:HH:mm:ss.fff} {raised.Event} {SafeText.Of(string.Join(", ", raised.Arguments.Select(ValueText.Of)))}"));
    }

    private sealed record Raised(DateTimeOffset Time, string Event, object?[] Arguments);
}
