using System.Buffers;
using System.Reflection;
using ObjectServer.Client.Session;
using ObjectServer.Values;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Objects;

/// <summary>
/// Picks the one constructor whose parameters the given arguments convert to without loss, or sees whether they do to those of a
/// factory. Parameters that the arguments do not reach, and those of a service's type, come from dependency injection; optional ones
/// have their default.
/// </summary>
internal sealed class ConstructorBinder
{
    private readonly Type _class;
    private readonly IServiceProviderIsService _services;
    private readonly ObjectMaker[] _makers;
    private readonly string _kind;

    public ConstructorBinder(Type type, IServiceProviderIsService services, Delegate? factory = null)
    {
        _class = type;
        _services = services;
        _makers = factory is null ? [.. type.GetConstructors().Select(ObjectMaker.Of)] : [ObjectMaker.Of(factory)];
        _kind = factory is null ? "constructor" : "factory";
    }

    /// <summary>Chooses the constructor and reads the arguments.</summary>
    /// <exception cref="ArgumentException">None fits, or several do; the message lists them.</exception>
    public BoundMaker Bind(ReadOnlySequence<byte> arguments, SessionReferences references, ValueLimit limit)
    {
        // Each reference is taken over once, by the constructor that is chosen: the others only try whether it fits.
        if (_makers.Length == 1) return Choose(arguments, references, limit);
        var probe = new ProbedReferences(references);
        BoundMaker chosen = Choose(arguments, probe, limit);
        if (!probe.HasMet) return chosen;
        var reader = new ValueReader();
        reader.Reset(arguments, references, limit);
        return TryBind(chosen.Maker, reader, Kinds(arguments, references, limit).Length, out BoundMaker? bound, out _, out string reason)
            ? bound!
            : throw new ArgumentException($"{chosen.Maker}: {reason}");
    }

    private BoundMaker Choose(ReadOnlySequence<byte> arguments, IReferenceScope references, ValueLimit limit)
    {
        Kind[] kinds = Kinds(arguments, references, limit);
        var fitting = new List<(BoundMaker Bound, int Widened)>();
        var reasons = new List<string>();
        foreach (ObjectMaker maker in _makers)
        {
            var reader = new ValueReader();
            reader.Reset(arguments, references, limit);
            if (TryBind(maker, reader, kinds.Length, out BoundMaker? bound, out int widened, out string reason)) fitting.Add((bound!, widened));
            else reasons.Add($"{maker}: {reason}");
        }

        // A constructor that takes every argument as the kind it is goes before those that widen one.
        int least = fitting.Count == 0 ? 0 : fitting.Min(one => one.Widened);
        BoundMaker[] best = [.. fitting.Where(one => one.Widened == least).Select(one => one.Bound)];
        if (best.Length > 1) best = Fewest(best);
        return best.Length switch
        {
            1 => best[0],
            0 => throw new ArgumentException(
                $"No {_kind} of {_class} takes ({Given(kinds)}). {(reasons.Count == 0 ? "It has no public constructor." : "It has " + string.Join("; ", reasons) + ".")}"),
            _ => throw new ArgumentException(
                $"Several {_kind}s of {_class} take ({Given(kinds)}): {string.Join(", ", best.Select(one => one.Maker))}. Give arguments of the parameters' own types."),
        };
    }

    // Of those that fit equally well, the ones that ask the least beyond what was given.
    private static BoundMaker[] Fewest(BoundMaker[] fitting)
    {
        int fewest = fitting.Min(one => one.Maker.Parameters.Count);
        return [.. fitting.Where(one => one.Maker.Parameters.Count == fewest)];
    }

    private bool TryBind(ObjectMaker maker, ValueReader reader, int given, out BoundMaker? bound, out int widened, out string reason)
    {
        bound = null;
        widened = 0;
        reason = "";
        IReadOnlyList<ParameterInfo> parameters = maker.Parameters;
        var values = new object?[parameters.Count];
        var services = new List<int>();
        int used = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            ParameterInfo parameter = parameters[i];
            bool isValue = ValueCodecs.TryOf(parameter.ParameterType, out ValueCodec? codec, out _);
            if (!isValue || _services.IsService(parameter.ParameterType))
            {
                if (_services.IsService(parameter.ParameterType)) services.Add(i);
                else if (parameter.HasDefaultValue) values[i] = parameter.DefaultValue;
                else reason = $"{parameter.ParameterType} {parameter.Name} is neither a value nor a registered service";
            }
            else if (used < given)
            {
                used++;
                if (!ArgumentConversion.TryRead(reader, parameter, codec!, out values[i], ref widened, out reason)) return false;
            }
            else if (parameter.HasDefaultValue)
            {
                values[i] = parameter.DefaultValue;
            }
            else
            {
                reason = $"{parameter.Name} is not given";
            }

            if (reason.Length > 0) return false;
        }

        if (used < given)
        {
            reason = $"{given - used} too many are given";
            return false;
        }

        bound = new BoundMaker(maker, values, services);
        return true;
    }

    private static Kind[] Kinds(ReadOnlySequence<byte> arguments, IReferenceScope references, ValueLimit limit)
    {
        var kinds = new List<Kind>();
        var reader = new ValueReader();
        for (reader.Reset(arguments, references, limit); !reader.AtEnd; reader.Skip()) kinds.Add(reader.PeekKind());
        return [.. kinds];
    }

    private static string Given(Kind[] kinds) => string.Join(", ", kinds.Select(kind => kind == Kind.None ? "null" : kind.ToString().ToLowerInvariant()));
}
