namespace ObjectServer.Serving.Export;

/// <summary>Where traces and metrics are sent, and how.</summary>
/// <param name="Endpoint">The collector.</param>
/// <param name="IsHttp">It is spoken to by protobuf over HTTP, not by gRPC.</param>
/// <param name="Signals">What is sent.</param>
/// <param name="Sources">Sources and meters of what is loaded, that are sent too.</param>
/// <param name="ServiceName">What the server is called there.</param>
internal sealed record OtlpSettings(Uri Endpoint, bool IsHttp, OtlpSignals Signals, IReadOnlyList<string> Sources, string ServiceName)
{
    private const string StandardName = "objectserver";

    private static readonly Dictionary<string, OtlpSignals> Kinds = new() { ["traces"] = OtlpSignals.Traces, ["metrics"] = OtlpSignals.Metrics, ["both"] = OtlpSignals.Both };

    private static readonly Dictionary<string, bool> Protocols = new() { ["grpc"] = false, ["http/protobuf"] = true };

    /// <summary>Reads the settings; null when nothing is to be sent, whatever the others say.</summary>
    public static OtlpSettings? Read(SettingReader reader)
    {
        if (reader.Single(Settings.Otlp) is not { } given) return null;
        if (!Uri.TryCreate(given.Value, UriKind.Absolute, out Uri? endpoint) || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            reader.Faults.Add($"{given.Origin}: \"{given.Value}\" is not the address of a collector, such as http://127.0.0.1:4317.");
            return null;
        }

        return new OtlpSettings(
            endpoint,
            reader.Word(Settings.OtlpProtocol, false, Protocols),
            reader.Word(Settings.OtlpSend, OtlpSignals.Both, Kinds),
            reader.Find(Settings.OtlpSource)?.Values ?? [],
            reader.Single(Settings.ServiceName)?.Value ?? StandardName);
    }

    /// <summary>Where one kind of data is sent.</summary>
    /// <param name="kind">Such as <c>traces</c>.</param>
    public Uri EndpointOf(string kind) => IsHttp ? new Uri($"{Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{kind}") : Endpoint;
}
