using Grpc.Core;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;
using static ObjectServer.IntegrationTests.Unary.WireValues;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>How errors reach a client of the unary service: a status, and the error in a trailer.</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task Exception_OfTheObject_IsUnknownWithItsTypeMessageAndStack()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong calculator = await client.CreateAsync("calculator");

        Failure failure = await Failure.OfAsync(() => client.InvokeAsync(calculator, "Throw", Text("no")));

        Assert.Equal((StatusCode.Unknown, ErrorCode.Invocation), (failure.Status, failure.Error.Code));
        Assert.Equal(("System.InvalidOperationException", "no"), (failure.Error.ExceptionType, failure.Error.Message));
        Assert.Equal("System.InvalidOperationException: no", failure.Detail);
        Assert.Contains(nameof(Calculator.Throw), failure.Error.RemoteStack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArgumentException_OfTheObject_IsTheObjectsAndNotTheRequests()
    {
        await using TestServer server = await StartAsync(options => options.IncludeRemoteStack = false);
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong calculator = await client.CreateAsync("calculator");

        Failure failure = await Failure.OfAsync(() => client.InvokeAsync(calculator, "ThrowArgumentAsync", Text("p")));

        Assert.Equal((StatusCode.Unknown, ErrorCode.Invocation), (failure.Status, failure.Error.Code));
        Assert.Equal("p", failure.Error.Details["parameter"]);
        Assert.Equal("", failure.Error.RemoteStack);
    }

    [Fact]
    public async Task Message_OfAnySize_StaysWithinWhatTrailersMayTake()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong calculator = await client.CreateAsync("calculator");

        Failure failure = await Failure.OfAsync(() => client.InvokeAsync(calculator, "Throw", Text(new string('漢', 100_000))));

        Assert.InRange(failure.TrailerBytes, 1024, 3 * 1024);
        Assert.StartsWith("漢漢漢", failure.Error.Message, StringComparison.Ordinal);
        Assert.EndsWith("… (cut)", failure.Error.Message, StringComparison.Ordinal);
        Assert.InRange(Uri.EscapeDataString(failure.Detail).Length, 1, 1536);
    }

    [Fact]
    public async Task Type_NotRegistered_IsNotFoundWithTheNearest()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);

        Failure failure = await Failure.OfAsync(() => client.CreateAsync("calculater"));

        Assert.Equal((StatusCode.NotFound, ErrorCode.TypeNotRegistered), (failure.Status, failure.Error.Code));
        Assert.Equal("calculator", failure.Error.Candidates[0]);
    }

    [Fact]
    public async Task Constructor_NoneOfWhichFits_IsAnInvalidArgument()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);

        Failure failure = await Failure.OfAsync(() => client.CreateAsync("calculator", Real(1.5)));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.Invocation), (failure.Status, failure.Error.Code));
        Assert.Contains("String label", failure.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Argument_OverTheLimit_NamesTheOption()
    {
        await using TestServer server = await StartAsync(options => options.MaxValueBytes = 100_000);
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong echo = await client.CreateAsync("echo");

        Failure failure = await Failure.OfAsync(() => client.InvokeAsync(echo, "LengthOf", Binary(new byte[120_000])));

        Assert.Equal((StatusCode.ResourceExhausted, ErrorCode.LimitExceeded), (failure.Status, failure.Error.Code));
        Assert.Equal("ObjectServerOptions.MaxValueBytes", failure.Error.Details["limit"]);
        Assert.Equal(90_000, (await client.InvokeAsync(echo, "LengthOf", Binary(new byte[90_000]))).Integer);
    }

    [Fact]
    public async Task Message_FarOverTheLimit_IsRefusedBeforeItIsRead()
    {
        await using TestServer server = await StartAsync(options => options.MaxValueBytes = 100_000);
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong echo = await client.CreateAsync("echo");

        RpcException thrown = await Assert.ThrowsAsync<RpcException>(() => client.InvokeAsync(echo, "LengthOf", Binary(new byte[10_000_000])));

        Assert.Equal(StatusCode.ResourceExhausted, thrown.StatusCode);
    }

    [Fact]
    public async Task Result_OverTheLimit_FailsThatCallAlone()
    {
        await using TestServer server = await StartAsync(options => options.MaxValueBytes = 100_000);
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong echo = await client.CreateAsync("echo");

        Failure failure = await Failure.OfAsync(() => client.InvokeAsync(echo, "Zeros", Integer(200_000)));

        Assert.Equal((StatusCode.ResourceExhausted, ErrorCode.LimitExceeded), (failure.Status, failure.Error.Code));
        Assert.Equal(1, (await client.InvokeAsync(echo, "Int32", Integer(1))).Integer);
    }

    [Fact]
    public async Task Result_ThatCannotBeWritten_IsAnEncodingError()
    {
        await using TestServer server = await StartAsync();
        using UnaryClient client = await UnaryClient.OpenAsync(server);
        ulong echo = await client.CreateAsync("echo");

        Failure failure = await Failure.OfAsync(() => client.InvokeAsync(echo, "Unwritable"));

        Assert.Equal((StatusCode.InvalidArgument, ErrorCode.ArgumentEncoding), (failure.Status, failure.Error.Code));
        Assert.Contains("The result of", failure.Error.Message, StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(Action<ObjectServerOptions>? configure = null) =>
        TestServer.StartAsync(server => server.AddType<IEcho, Echo>().AddType<ICalculator, Calculator>(), configure);
}
