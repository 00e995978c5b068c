using Grpc.Core;
using ObjectServer.Admin.Log;
using ObjectServer.Hosting;
using ObjectServer.Wire;

namespace ObjectServer.Admin.Service;

/// <summary>Sends lines of the log as they come, until the one who reads them goes, or the server begins to drain.</summary>
internal sealed class LogStream(ServerView view, ServerDrain drain)
{
    /// <summary>The lines that a request asks for.</summary>
    public static LogTailReply Read(LogTail log, LogTailRequest request)
    {
        var reply = new LogTailReply { Last = (ulong)log.Last };
        reply.Lines.AddRange(Lines(log, request).Select(AdminMessages.Write));
        return reply;
    }

    /// <summary>Sends the lines that a request asks for, and then each that comes. Those that come faster than they are read are passed over beyond what is kept.</summary>
    public async Task RunAsync(LogTailRequest request, IServerStreamWriter<LogEntry> lines, CancellationToken cancel)
    {
        long last = view.Log.Last;
        last = await SendAsync(Lines(view.Log, request), last, lines, cancel);
        while (!drain.IsDraining)
        {
            Task more = view.Log.MoreAsync(last);
            await Task.WhenAny(more, drain.Began).WaitAsync(cancel);
            long seen = view.Log.Last;
            last = Math.Max(seen, await SendAsync(view.Log.Read(last, Least(request)), last, lines, cancel));
        }
    }

    // The number of the last one.
    private static async Task<long> SendAsync(IReadOnlyList<LogLine> read, long last, IServerStreamWriter<LogEntry> lines, CancellationToken cancel)
    {
        foreach (LogLine line in read)
        {
            await lines.WriteAsync(AdminMessages.Write(line), cancel);
            last = Math.Max(last, line.Number);
        }

        return last;
    }

    private static IReadOnlyList<LogLine> Lines(LogTail log, LogTailRequest request) => log.Read(
        (long)Math.Min(request.After, long.MaxValue), Least(request), request.Most is 0 or > LogTail.Capacity ? LogTail.Capacity : (int)request.Most);

    private static LogLevel Least(LogTailRequest request) => (LogLevel)Math.Clamp((int)request.Least, (int)LogLevel.Trace, (int)LogLevel.Critical);
}
