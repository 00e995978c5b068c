using ObjectServer.Benchmarks.Bulk;
using ObjectServer.Benchmarks.Calls;
using ObjectServer.Benchmarks.Experiments;
using ObjectServer.Benchmarks.Lanes;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Objects;
using ObjectServer.Benchmarks.Parts;
using ObjectServer.Benchmarks.Sessions;
using ObjectServer.Benchmarks.Types;
using ObjectServer.Benchmarks.Values;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Cases that are measured, and shown, together.</summary>
/// <param name="Name">The command that measures them.</param>
/// <param name="Description">What they are about.</param>
/// <param name="Measure">Measures those that the plan wants; null where there is nothing yet.</param>
internal sealed record Topic(string Name, string Description, Func<MeasuringPlan, Task<IReadOnlyList<ResultRow>>>? Measure = null)
{
    /// <summary>All of them, in the order in which a full run measures.</summary>
    public static IReadOnlyList<Topic> All { get; } =
    [
        new("calls", "Small calls beside hand-written gRPC, SignalR, Python's manager, RPyC and raw sockets.", CallCases.RunAsync),
        new("parts", "Single parts of a small call beside the nearest other way to do the same.", PartCases.RunAsync),
        new("values", "Large arrays, lists of records, events for many sessions and long sequences beside hand-written gRPC, Python's manager and raw sockets.", ValueCases.RunAsync),
        new("bulk", "Small calls beside large arrays.", MixedBulkCase.RunAsync),
        new("objects", "Creating and releasing objects beside Python's manager; a million idle ones.", ObjectCases.RunAsync),
        new("sessions", "Many clients at once: idle, calling, coming back.", SessionCases.RunAsync),
        new("lanes", "A property read while every core computes, with and without the CPU lane.", BusyReadCase.RunAsync),
        new("types", "Shared dictionaries, lists, queues and locks beside those of Python's manager.", TypeCases.RunAsync),
        new("experiments", "Published experiments with one big thing in many processes, beside Python's; shared arrays; the Monte Carlo loop.", ExperimentCases.RunAsync),
    ];
}
