using System.Buffers;
using System.Globalization;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Client.Batches;

/// <summary>A call with the type of what it brings back.</summary>
/// <typeparam name="T">That type; anything for a call without result.</typeparam>
/// <param name="proxy">The proxy.</param>
/// <param name="member">Its member.</param>
/// <param name="arguments">One for each parameter.</param>
/// <param name="result">Receives the outcome.</param>
/// <param name="succeed">Takes what the call has brought back as the outcome.</param>
internal sealed class RecordedCall<T>(SharedProxy proxy, ContractMember member, object?[] arguments, BatchResult result, Action<T> succeed)
    : RecordedCall(proxy, member, arguments, result)
{
    private const int MostTextChars = 100;

    private readonly ValueCodec<T>? _codec = (ValueCodec<T>?)member.ResultCodec;
    private AwaitedCall<T>? _pending;
    private (bool IsSet, T? Value) _expected;

    /// <summary>The call must result in this.</summary>
    public void Expect(T value) => _expected = (true, value);

    /// <inheritdoc/>
    public override byte[]? EncodeExpected()
    {
        if (!_expected.IsSet) return null;
        SessionSide session = Handle.Session;
        using EncodedResult encoded = CallValues.Encode(_codec!, _expected.Value!, Member, session.References, session.SendLimit);

        // It is compared with what the call results in, and never read.
        encoded.Exports?.Undo(session.References);
        return encoded.Payload.AsSequence().ToArray();
    }

    /// <inheritdoc/>
    public override BatchConflictException Conflict(SessionSide session, ReadOnlyMemory<byte> values)
    {
        T actual = default!;
        session.Read(new ReadOnlySequence<byte>(values), reader => actual = _codec!.Read(reader));
        return new BatchConflictException(
            $"{Member} resulted in {Text(actual)} where {Text(_expected.Value)} was expected; the calls of the batch behind it did not run.", actual);
    }

    /// <inheritdoc/>
    public override PendingCall Await(in OutgoingCall call) =>
        _pending = new AwaitedCall<T>(_codec) { Session = call.Session, Progress = call.Progress, Exported = call.Exported };

    /// <inheritdoc/>
    public override async Task EndAsync()
    {
        try
        {
            succeed(await _pending!.Task.ConfigureAwait(false));
        }
        catch (Exception e)
        {
            Result.Fail(e);
        }
    }

    /// <inheritdoc/>
    public override Action Read(SessionSide session, ReadOnlyMemory<byte> values)
    {
        try
        {
            T value = default!;
            if (_codec is not null) session.Read(new ReadOnlySequence<byte>(values), reader => value = _codec.Read(reader));
            return () => succeed(value);
        }
        catch (Exception e)
        {
            return () => Result.Fail(e);
        }
    }

    private static string Text(T? value) => value switch
    {
        null => "null",
        string text when text.Length <= MostTextChars => $"\"{text}\"",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => $"another {typeof(T)}",
    };
}
