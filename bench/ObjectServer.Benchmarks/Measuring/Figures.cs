using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>What one measurement of one contender gave: a line of JSON where it ran in a process of its own.</summary>
internal sealed record Figures
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Calls in a second.</summary>
    [JsonPropertyName("calls_per_s")]
    public double? CallsPerSecond { get; init; }

    /// <summary>Median of the time that a call takes, in microseconds.</summary>
    [JsonPropertyName("p50_us")]
    public double? MedianMicroseconds { get; init; }

    /// <summary>What 99 of 100 calls do not exceed, in microseconds.</summary>
    [JsonPropertyName("p99_us")]
    public double? HighMicroseconds { get; init; }

    /// <summary>Bytes that the client's process allocates for a call.</summary>
    [JsonPropertyName("client_bytes_per_call")]
    public double? ClientBytes { get; init; }

    /// <summary>Bytes that the server's process allocates for a call.</summary>
    [JsonPropertyName("server_bytes_per_call")]
    public double? ServerBytes { get; init; }

    /// <summary>Bytes on the wire from the client to the server for a call.</summary>
    [JsonPropertyName("request_bytes_per_call")]
    public double? RequestBytes { get; init; }

    /// <summary>Bytes on the wire from the server to the client for a call.</summary>
    [JsonPropertyName("reply_bytes_per_call")]
    public double? ReplyBytes { get; init; }

    /// <summary>Milliseconds that something took which happens once.</summary>
    [JsonPropertyName("ms")]
    public double? Milliseconds { get; init; }

    /// <summary>Reads a line. What it has besides is left alone.</summary>
    public static Figures Parse(string line) =>
        JsonSerializer.Deserialize<Figures>(line) ?? throw new FormatException($"Not figures: {line}");

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, Short);
}
