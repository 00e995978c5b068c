using System.Text.Json;
using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>The figures of a run for programs. Energies are per site; what is not known is null.</summary>
internal static class JsonReport
{
    /// <summary>Writes the figures as one JSON object.</summary>
    public static void Write(RunResult result, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("seed", result.Settings.Seed);
        json.WriteNumber("size", result.Settings.Size);
        WriteNumber(json, "sweeps_per_second", result.Exchange.SweepsPerSecond);
        json.WriteNumber("wire_bytes", result.WireBytes);
        json.WriteNumber("state_bytes", result.StateBytes);
        json.WriteStartArray("temperatures");
        foreach (TemperatureResult temperature in result.Temperatures)
            Write(json, temperature);

        json.WriteEndArray();
        json.WriteStartArray("acceptance");
        foreach (double part in result.Exchange.Acceptance)
            WriteValue(json, part);

        json.WriteEndArray();
        json.WriteNumber("round_trips", result.Exchange.Paths.RoundTrips);
        json.WriteNumber("sweeps", result.Exchange.Sweeps);
        json.WriteNumber("calls", result.Exchange.Calls);
        WriteNumber(json, "seconds", result.Exchange.Elapsed.TotalSeconds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TemperatureResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("t", result.Temperature);
        WriteNumber(json, "energy", result.Measured.Energy.Value);
        WriteNumber(json, "error", result.Measured.Energy.Error);
        WriteNumber(json, "heat_capacity", result.Measured.HeatCapacity.Value);
        WriteNumber(json, "abs_magnetization", result.Measured.AbsMagnetization.Value);
        WriteNumber(json, "exact", result.Exact?.Energy);
        WriteNumber(json, "z", result.Z);
        WriteNumber(json, "heat_capacity_error", result.Measured.HeatCapacity.Error);
        WriteNumber(json, "heat_capacity_exact", result.Exact?.HeatCapacity);
        WriteNumber(json, "abs_magnetization_error", result.Measured.AbsMagnetization.Error);
        WriteNumber(json, "abs_magnetization_exact", result.Exact?.AbsMagnetization);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    private static void WriteValue(Utf8JsonWriter json, double? value)
    {
        if (value is double number && double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }
}
