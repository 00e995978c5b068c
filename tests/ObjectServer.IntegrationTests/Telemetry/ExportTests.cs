using System.Diagnostics;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.Telemetry.Otlp;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>The program sends what it traces and measures to a collector, if it is told to.</summary>
public sealed class ExportTests
{
    private const string Contract = "ObjectServer.IntegrationTests.Telemetry.ITraced";

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    // OpenTelemetry's own: how often is sent.
    private static readonly Dictionary<string, string> Often = new() { ["OTEL_METRIC_EXPORT_INTERVAL"] = "200", ["OTEL_BSP_SCHEDULE_DELAY"] = "100" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Collector_GetsTheSpansOfOneTrace_AndTheMetrics(bool http)
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync(http);
        using var folder = new TestFolder();
        await using RunningProgram program = RunningProgram.Start(
            [
                "--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path, "--otlp", collector.Address, "--service-name", "the-tested",
                "--otlp-protocol", http ? "http/protobuf" : "grpc",
            ],
            Often);
        await program.WaitUntilReadyAsync();
        string address = $"unix:{folder.Socket}";
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        await client.CreateAsync<ITraced>([], new CreateOptions { Name = "other" });
        ITraced traced = await client.CreateAsync<ITraced>();
        using var spans = new SpanCollector();

        await traced.AskByNameAsync(address, "other").WaitAsync(Guard);

        string trace = spans.Root.TraceId.ToHexString();
        await Eventually.EqualAsync(3, () => Mine().Count(span => span.Name.StartsWith(Contract, StringComparison.Ordinal)));
        Activity made = Assert.Single(spans.Named($"{Contract}/AskByNameAsync", ActivityKind.Client));
        ReceivedSpan ran = Assert.Single(Mine(), span => span.Name == $"{Contract}/AskByNameAsync");
        ReceivedSpan madeInTurn = Assert.Single(Mine(), span => span is { Name: $"{Contract}/CurrentAsync", Scope: "ObjectServer.Client" });
        ReceivedSpan ranInTurn = Assert.Single(Mine(), span => span is { Name: $"{Contract}/CurrentAsync", Scope: "ObjectServer" });
        Assert.Equal(("the-tested", "ObjectServer", made.SpanId.ToHexString()), (ran.Service, ran.Scope, ran.Parent));
        Assert.Equal(ran.Id, madeInTurn.Parent);
        Assert.Equal(madeInTurn.Id, ranInTurn.Parent);
        Assert.Equal("AskByNameAsync", ran.Tags["rpc.method"]);

        await Eventually.SoAsync(() => collector.Points.Any(point => point is { Name: "objectserver.calls", Scope: "ObjectServer", Unit: "{call}", Value: 1 }
            && point.Tags["objectserver.type"] == "traced" && point.Tags["objectserver.member"] == "AskByNameAsync" && point.Tags["objectserver.outcome"] == "ok"));
        foreach ((string name, string unit) in new[]
        {
            ("objectserver.call.duration", "s"),
            ("objectserver.call.wait", "s"),
            ("objectserver.sessions", "{session}"),
            ("objectserver.links", "{link}"),
            ("objectserver.objects", "{object}"),
            ("objectserver.calls.pending", "{call}"),
            ("objectserver.cpu_lane.running", "{thread}"),
            ("objectserver.cpu_lane.waiting", "{call}"),
            ("objectserver.memory.shared", "By"),
            ("objectserver.log.lines", "{line}"),
            ("objectserver.client.call.duration", "s"),
        })
        {
            await Eventually.SoAsync(() => collector.Points.Any(point => point.Name == name && point.Unit == unit));
        }

        program.Send(Signals.Terminate);
        (await program.WaitForExitAsync()).AssertExited(0);

        ReceivedSpan[] Mine() => [.. collector.Spans.Where(span => span.Trace == trace)];
    }

    [Fact]
    public async Task Source_OfALoadedAssembly_IsSentIfItIsNamed_AndMetricsAreNotWhereOnlyTracesAre()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        using var folder = new TestFolder();
        await using RunningProgram program = RunningProgram.Start(
            ["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path, "--otlp", collector.Address, "--otlp-send", "traces", "--otlp-source", Traced.SourceName + "*"],
            Often);
        await program.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{folder.Socket}");
        ITraced traced = await client.CreateAsync<ITraced>();

        traced.Log("to be heard of");

        await Eventually.SoAsync(() => collector.Spans.Any(span => span is { Scope: Traced.SourceName, Name: "saying" }));
        program.Send(Signals.Terminate);
        (await program.WaitForExitAsync()).AssertExited(0);
        ReceivedSpan said = Assert.Single(collector.Spans, span => span.Scope == Traced.SourceName);
        Assert.Equal(said.Parent, Assert.Single(collector.Spans, span => span.Name == $"{Contract}/Log").Id);
        Assert.Empty(collector.Points);
    }

    [Fact]
    public async Task Program_ThatIsNotToldTo_LoadsNothingOfIt()
    {
        using var folder = new TestFolder();
        await using RunningProgram program = RunningProgram.Start(["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path]);
        await program.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{folder.Socket}");
        Assert.Null((await client.CreateAsync<ITraced>()).Current());

        string maps = await File.ReadAllTextAsync($"/proc/{program.Id}/maps");

        Assert.Contains("Serilog.dll", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", maps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collector_ThatIsNotThere_HoldsNothingUp()
    {
        using var folder = new TestFolder();
        await using RunningProgram program = RunningProgram.Start(
            ["--no-tcp", "--socket", folder.Socket, "--load", TestProgram.Path], new Dictionary<string, string>(Often) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" });
        await program.WaitUntilReadyAsync();
        await using ObjectClient client = await ObjectClient.ConnectAsync($"unix:{folder.Socket}");

        Assert.NotNull((await client.CreateAsync<ITraced>()).Current());

        Assert.Contains("OpenTelemetry", await File.ReadAllTextAsync($"/proc/{program.Id}/maps"), StringComparison.Ordinal);
        program.Send(Signals.Terminate);
        (await program.WaitForExitAsync()).AssertExited(0);
    }

    [Theory]
    [InlineData("localhost:4317", "grpc", "--otlp: \"localhost:4317\" is not the address of a collector, such as http://127.0.0.1:4317.")]
    [InlineData("http://127.0.0.1:9", "json", "--otlp-protocol: \"json\" is none of grpc, http/protobuf.")]
    public async Task Settings_ThatCannotBe_AreRefused(string endpoint, string protocol, string fault) =>
        (await RunningProgram.RunAsync("--otlp", endpoint, "--otlp-protocol", protocol)).AssertFailed(ObjectServer.Serving.ExitCodes.BadSettings, fault);

    [Fact]
    public async Task SettingsFile_MayHaveThem_AndNothingElseInTheirSection()
    {
        using var folder = new TestFolder();
        string file = folder.Write("settings.json", """{ "Telemetry": { "OtlpEndpoint": "nowhere", "Endpoint": "x" } }""");

        (await RunningProgram.RunAsync("--config", file)).AssertFailed(
            ObjectServer.Serving.ExitCodes.BadSettings,
            $"{file}: Telemetry:Endpoint is not a setting. Settings are OtlpEndpoint, OtlpProtocol, Send, Sources, ServiceName.",
            $"{file}, Telemetry:OtlpEndpoint: \"nowhere\" is not the address of a collector, such as http://127.0.0.1:4317.");
    }
}
