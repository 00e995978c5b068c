using MonteCarlo.Model;

namespace MonteCarlo.Callers;

/// <summary>
/// What a caller process does: reads requests, makes the calls, several at once if asked to, and writes the answers as they come.
/// Ends when its input ends; calls that are then under way are cancelled.
/// </summary>
/// <param name="caller">Reaches the replicas.</param>
/// <param name="input">Requests.</param>
/// <param name="output">Answers.</param>
internal sealed class CallerProgram(ISegmentCaller caller, TextReader input, TextWriter output)
{
    private readonly Lock _writing = new();

    /// <summary>Says that it is ready, and serves until the input ends.</summary>
    public async Task RunAsync()
    {
        using var ended = new CancellationTokenSource();
        var underWay = new List<Task>();
        Write(new CallerReply(-1));
        while (await CallerLines.ReadAsync<CallerRequest>(input, CancellationToken.None) is CallerRequest request)
        {
            underWay.RemoveAll(task => task.IsCompleted);
            underWay.Add(Task.Run(() => AnswerAsync(request, ended.Token)));
        }

        await ended.CancelAsync();
        await Task.WhenAll(underWay);
    }

    private async Task AnswerAsync(CallerRequest request, CancellationToken cancel)
    {
        CallerReply reply;
        try
        {
            SegmentSums sums = await caller.CallAsync(request.Replica, request.Sweeps, request.Measure, progress: null, cancel);
            reply = new CallerReply(request.Replica, sums);
        }
        catch (Exception error)
        {
            reply = new CallerReply(request.Replica, Error: error.Message);
        }

        Write(reply);
    }

    private void Write(CallerReply reply)
    {
        lock (_writing)
            CallerLines.Write(output, reply);
    }
}
