using Google.Protobuf;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
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

    /// <param name="session">Where references lead.</param>
    /// <param name="kind">The kind of the declared type.</param>
    /// <param name="name">The declared type as text.</param>
    public DescribedCodec(SessionSide session, ValueKind kind, string name)
    {
        _session = session;
        _name = name;
        Kind = kind;
        _type = DescribedTypes.Find(name, kind);
    }

    /// <inheritdoc/>
    public override ValueKind Kind { get; }

    /// <summary>
    /// How far <paramref name="value"/> is from what is declared: 0 when it is of that type, more when it becomes one without loss,
    /// negative when it cannot.
    /// </summary>
    public int DistanceOf(object? value)
    {
        if (value is null) return _type is { IsValueType: true } && !_name.StartsWith("System.Nullable<", StringComparison.Ordinal) ? -1 : 0;
        if (Kind == ValueKind.Json) return value is SharedProxy or Delegate or Task or CancellationToken ? -1 : 4;
        if (Kind == ValueKind.Reference && value is not SharedProxy) return SharedClass.WidestContractOf(value.GetType()) is null ? -1 : 0;
        if (Choose(value, out _, out _) is null) return -1;
        return _type is null ? 0 : _type.IsArray ? _type.IsInstanceOfType(value) ? 0 : 1 : LosslessNumber.Distance(_type, value);
    }

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
        else if (Kind == ValueKind.Json)
        {
            DescribedJson.Write(writer, value, _session);
        }
        else if (Kind == ValueKind.Reference && value is not SharedProxy && SharedClass.WidestContractOf(value.GetType()) is { } contract)
        {
            writer.WriteReference(_session.References.Export(value, ContractModel.Of(contract)));
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
            Sent.Reference => _session.References.ImportDescribed(reader.ReadReference()!.Value),
            Sent.Json => DescribedJson.Read(reader, _session),
            var other => throw new ArgumentEncodingException($"A {other} of type {_name} cannot be read without knowing more of the type."),
        };
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
            case ValueKind.Integer or ValueKind.Unsigned or ValueKind.Single or ValueKind.Real when value is not char:
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

    private static bool IsMemoryOf(Type array, Type given) =>
        array.IsSZArray && given.IsGenericType && given.GetGenericArguments()[0] == array.GetElementType();

    private static string Text(object value) => value is IFormattable and (not Enum)
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} ({value.GetType()})")
        : $"A {value.GetType()}";
}
