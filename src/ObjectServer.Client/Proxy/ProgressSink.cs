using System.Collections.Concurrent;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Client.Proxy;

/// <summary>Connects an <see cref="IProgress{T}"/> of the caller with what arrives for it.</summary>
internal abstract class ProgressSink
{
    private static readonly ConcurrentDictionary<Type, ProgressSink> Sinks = new();

    /// <summary>The sink for reports of a type.</summary>
    public static ProgressSink Of(Type reported) =>
        Sinks.GetOrAdd(reported, static type => (ProgressSink)Activator.CreateInstance(typeof(ProgressSink<>).MakeGenericType(type))!);

    /// <summary>Lets <paramref name="pump"/> hand reports for <paramref name="parameter"/> to <paramref name="progress"/>.</summary>
    public abstract void Add(ProgressPump pump, ContractParameter parameter, object progress);
}

/// <inheritdoc/>
internal sealed class ProgressSink<T> : ProgressSink
{
    /// <inheritdoc/>
    public override void Add(ProgressPump pump, ContractParameter parameter, object progress)
    {
        var codec = (ValueCodec<T>)parameter.ProgressCodec!;
        var target = (IProgress<T>)progress;
        pump.AddSink(parameter.Position, (reader, wanted) =>
        {
            T report = codec.Read(reader);
            if (wanted) target.Report(report);
        });
    }
}
