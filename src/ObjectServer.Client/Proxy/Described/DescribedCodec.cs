using Google.Protobuf;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Streaming;
using ObjectServer.Values;
using ObjectServer.Wire;
using Sent = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// Writes and reads values of which this side knows only what the server says: their kind, and the name of their type. A type that is
/// the same everywhere is that type here too; others are what their kind holds.
/// </summary>
internal sealed class DescribedCodec : ValueCodec<object?>
{
    private readonly SessionSide _session;
    private readonly string _name;
    private readonly Type? _type;
    private readonly DescribedDelegate? _delegates;

    /// <param name="session">Where references lead.</param>
    /// <param name="kind">The kind of the declared type; unspecified where only the type arguments of a call say it.</param>
    /// <param name="name">The declared type as text.</param>
    /// <param name="type">The type itself, where the program has said it.</param>
    /// <param name="delegates">The delegates that it is, if the other side has described them.</param>
    public DescribedCodec(SessionSide session, ValueKind kind, string name, Type? type = null, DescribedDelegate? delegates = null)
    {
        _session = session;
        _name = name;
        _delegates = delegates;
        Kind = kind;
        _type = Nullable.GetUnderlyingType(type ?? typeof(void)) ?? type ?? DescribedTypes.Find(name, kind);
    }

    /// <inheritdoc/>
    public override ValueKind Kind { get; }

    /// <summary>The declared type, where this side has it: of one that may be absent, what it is when it is there.</summary>
    public Type? Declared => _type;

    /// <summary>
    /// How far <paramref name="value"/> is from what is declared: 0 when it is of that type, more when it becomes one without loss,
    /// negative when it cannot.
    /// </summary>
    public int DistanceOf(object? value)
    {
        if (value is null) return _type is { IsValueType: true } && !_name.StartsWith("System.Nullable<", StringComparison.Ordinal) ? -1 : 0;
        if (Kind == ValueKind.Unspecified) return value is Task or CancellationToken ? -1 : 4;
        if (_type == typeof(Stream)) return value is Stream ? 0 : -1;
        if (DescribedSequences.IsSequence(_name)) return DescribedSequences.Find(value) is not null || DescribedSequences.TypeOf(value, _name) is not null ? 0 : -1;
        if (Kind == ValueKind.Json) return value is SharedProxy or Delegate or Task or CancellationToken ? -1 : 4;
        if (Kind == ValueKind.Reference) return value is SharedProxy || ContractFor(value) is not null ? 0 : -1;
        if (Choose(value, out _, out _) is null) return -1;
        return _type is null ? 0 : _type.IsArray ? _type.IsInstanceOfType(value) ? 0 : 1 : LosslessNumber.Distance(_type, value);
    }

    /// <summary>Why a value is not what is declared; null where there is nothing more to say than that it is not.</summary>
    public string? Misfit(object? value) =>
        value is Delegate called && _delegates?.TryContractOf(called.GetType(), out _, out string? reason) == false ? reason : null;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, object? value)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else if (value == Type.Missing)
        {
            writer.WriteMissing();
        }
        else if (Kind == ValueKind.Unspecified)
        {
            UndeclaredValue.Write(writer, value, _session);
        }
        else if (value is Stream stream && _type == typeof(Stream))
        {
            ValueCodecs.Of<Stream>().Write(writer, stream);
        }
        else if (DescribedSequences.IsSequence(_name) && DescribedSequences.Find(value)?.Sequence is DescribedSource theirs)
        {
            writer.WriteReference(_session.References.Export(theirs.Proxy));
        }
        else if (DescribedSequences.IsSequence(_name) && DescribedSequences.TypeOf(value, _name) is { } sequence)
        {
            ValueCodecs.Of(sequence).WriteBoxed(writer, value);
        }
        else if (Kind == ValueKind.Json)
        {
            DescribedJson.Write(writer, value, _session);
        }
        else if (Kind == ValueKind.Reference && value is not SharedProxy && ContractFor(value) is { } contract)
        {
            writer.WriteReference(_session.References.Export(value, contract));
        }
        else if (Choose(value, out ValueCodec? codec, out object? chosen) is not { } proxyOrNothing)
        {
            throw new ArgumentEncodingException($"{Text(value)} does not become {(_name.Length > 0 ? _name : Kind.ToString())} without loss.");
        }
        else if (proxyOrNothing is SharedProxy proxy)
        {
            writer.WriteReference(_session.References.Export(proxy));
        }
        else if (proxyOrNothing is IMessage message)
        {
            writer.WriteMessage(message);
        }
        else
        {
            codec!.WriteBoxed(writer, chosen);
        }
    }

    /// <inheritdoc/>
    public override object? Read(ValueReader reader)
    {
        if (reader.TryReadNull()) return null;
        if (_type is not null) return ValueCodecs.Of(_type).ReadBoxed(reader);
        return reader.PeekKind() switch
        {
            Sent.Boolean => reader.ReadBoolean(),
            Sent.Integer => reader.ReadInteger(),
            Sent.Unsigned => reader.ReadUnsigned(),
            Sent.Single => reader.ReadSingle(),
            Sent.Real => reader.ReadReal(),
            Sent.Text => reader.ReadText(),
            Sent.Binary => reader.ReadBinary(),
            Sent.Message => reader.ReadMessageBytes(),
            Sent.Reference when DescribedSequences.IsSequence(_name) => ReadSequence(reader.ReadReference()!.Value),
            Sent.Reference => _session.References.ImportDescribed(reader.ReadReference()!.Value),
            Sent.Json => DescribedJson.Read(reader, _session),
            var other => throw new ArgumentEncodingException($"A {other} of type {_name} cannot be read without knowing more of the type."),
        };
    }

    // A sequence of this side comes home as itself.
    private object ReadSequence(ObjectReference reference) => _session.References.ImportDescribed(reference) switch
    {
        ILiveSequence live => live.Items,
        DynamicProxy proxy => new DescribedSequence(new RemoteSequence<object?>(new DescribedSource(proxy))),
        var other => throw new ArgumentEncodingException($"A {other.GetType()} arrived where {_name} is declared."),
    };

    /// <summary>The contract that an object or delegate of this side is given out under; null when it can be none that is declared.</summary>
    private ContractModel? ContractFor(object value)
    {
        if (value is not Delegate called) return SharedClass.WidestContractOf(value.GetType()) is { } widest ? ContractModel.Of(widest) : null;
        if (_delegates is not null) return _delegates.TryContractOf(called.GetType(), out ContractModel? contract, out _) ? contract : null;
        return TypeNames.Of(called.GetType()) == _name ? ContractModel.Of(called.GetType()) : null;
    }

    /// <summary>What to write for a value, and by which codec; null when it is none of the declared type.</summary>
    private object? Choose(object value, out ValueCodec? codec, out object? chosen)
    {
        codec = null;
        chosen = value;
        switch (Kind)
        {
            case ValueKind.Reference:
                return value as SharedProxy;
            case ValueKind.Message:
                return value as IMessage;
            case ValueKind.Integer or ValueKind.Unsigned or ValueKind.Single or ValueKind.Real when value is not char && _type?.IsEnum != true:
                chosen = Number(value);
                break;
            case ValueKind.Binary when _type is not null && _type != typeof(byte[]) && !_type.IsInstanceOfType(value):
                chosen = LosslessNumber.To(_type, value);
                break;
            default:
                break;
        }

        if (chosen is null || !ValueCodecs.TryOf(chosen.GetType(), out codec, out _) || codec.Kind != Kind) return null;

        // Memory<double> goes where double[] does, but a time is not any other time.
        return _type is null || _type.IsInstanceOfType(chosen) || IsMemoryOf(_type, chosen.GetType()) ? chosen : null;
    }

    private object? Number(object value)
    {
        if (_type == typeof(char)) return null;
        return LosslessNumber.To(_type ?? (Kind == ValueKind.Integer ? typeof(long) : typeof(ulong)), value);
    }

    private static bool IsMemoryOf(Type declared, Type given) =>
        (declared.IsSZArray && given.IsGenericType && given.GetGenericArguments()[0] == declared.GetElementType())
        || (given.IsSZArray && declared.IsGenericType && declared.GetGenericArguments()[0] == given.GetElementType());

    private static string Text(object value) => value is IFormattable and (not Enum)
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} ({value.GetType()})")
        : $"A {value.GetType()}";
}
