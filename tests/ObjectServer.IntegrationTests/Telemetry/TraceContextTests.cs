using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>What an object's code knows of its caller's trace.</summary>
public sealed class TraceContextTests : ConnectedTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    protected override void Share(ObjectServerBuilder server) => server.AddObject<ITraced>("traced", new Traced(NullLogger<Traced>.Instance));

    [Theory]
    [InlineData(ActivityIdFormat.W3C)]
    [InlineData(ActivityIdFormat.Hierarchical)]
    public async Task Trace_OfACallerAlone_IsKnownToTheObjectWhereItIsOfTheStandard(ActivityIdFormat format)
    {
        ITraced traced = await Client.GetAsync<ITraced>("traced");
        using Activity root = new Activity("test").SetIdFormat(format).Start();

        string? seen = await traced.CurrentAsync().WaitAsync(Guard);

        if (format == ActivityIdFormat.W3C) Assert.StartsWith($"00-{root.TraceId}-", seen, StringComparison.Ordinal);
        else Assert.DoesNotContain(root.RootId!, seen ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfTheUnaryService_BelongsToTheTraceOfItsMetadata()
    {
        using var spans = new SpanCollector();
        using UnaryClient client = await UnaryClient.OpenAsync(Server);
        client.Headers.Add("traceparent", Parent);
        client.Headers.Add("tracestate", "vendor=7");
        ulong id = (await client.Stub.GetAsync(new GetRequest { Name = "traced" }, client.Options)).Reference.Object;

        Value seen = await client.InvokeAsync(id, "Current");

        Assert.Matches("^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$", seen.Text);
        Assert.NotEqual(Parent, seen.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    public async Task Request_WithATraceThatIsNone_RunsWithoutOne(string parent)
    {
        using UnaryClient client = await UnaryClient.OpenAsync(Server);
        client.Headers.Add(new Metadata.Entry("traceparent", parent));
        ulong id = (await client.Stub.GetAsync(new GetRequest { Name = "traced" }, client.Options)).Reference.Object;

        Value seen = await client.InvokeAsync(id, "Current");

        Assert.DoesNotContain("00000000000000000000000000000000", seen.Text, StringComparison.Ordinal);
    }
}
