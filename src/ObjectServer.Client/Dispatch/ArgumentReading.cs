using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>How compiled invokers read one argument each.</summary>
internal static class ArgumentReading
{
    public static readonly MethodInfo ValueMethod = typeof(ArgumentReading).GetMethod(nameof(Value))!;
    public static readonly MethodInfo OutMethod = typeof(ArgumentReading).GetMethod(nameof(Out))!;
    public static readonly MethodInfo CancellationMethod = typeof(ArgumentReading).GetMethod(nameof(Cancellation))!;
    public static readonly MethodInfo ProgressMethod = typeof(ArgumentReading).GetMethod(nameof(Progress))!;

    /// <summary>An ordinary argument; one that was left out has its default.</summary>
    /// <exception cref="ArgumentEncodingException">It is not a value of the parameter's type, or was left out and has no default.</exception>
    public static T Value<T>(ContractParameter parameter, ValueReader reader, IIncomingCall call)
    {
        if (reader.TryReadMissing())
        {
            return parameter.IsOptional
                ? parameter.DefaultValue is T given ? given : default!
                : throw new ArgumentEncodingException(
                    $"Parameter \"{parameter.Name}\" ({parameter.Type}) was not given and has no default.", parameter.Name);
        }

        try
        {
            return ((ValueCodec<T>)parameter.Codec!).Read(reader);
        }
        catch (ArgumentEncodingException e)
        {
            throw new ArgumentEncodingException($"Argument \"{parameter.Name}\": {e.Message}", parameter.Name, e);
        }
    }

    /// <summary>An out parameter: the call gives it a value, and its caller none.</summary>
    public static T Out<T>(ContractParameter parameter, ValueReader reader, IIncomingCall call)
    {
        if (reader.TryReadMissing()) return default!;
        throw new ArgumentEncodingException($"Parameter \"{parameter.Name}\" is out: send `missing` for it, and take its value from the result.", parameter.Name);
    }

    /// <summary>A cancellation token: the call's own, whatever the caller wrote in its place.</summary>
    public static CancellationToken Cancellation(ContractParameter parameter, ValueReader reader, IIncomingCall call)
    {
        if (!reader.TryReadMissing())
        {
            throw new ArgumentEncodingException(
                $"Parameter \"{parameter.Name}\" is a cancellation token: leave it out, and cancel the call itself.", parameter.Name);
        }

        return call.Cancellation;
    }

    /// <summary>Where the member reports to: the caller, or null when the caller does not want to know.</summary>
    public static IProgress<T>? Progress<T>(ContractParameter parameter, ValueReader reader, IIncomingCall call)
    {
        if (reader.TryReadMissing() || reader.TryReadNull()) return null;
        uint number = reader.ReadProgress();
        return new RemoteProgress<T>(call, number, (ValueCodec<T>)parameter.ProgressCodec!);
    }
}
