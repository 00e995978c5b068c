using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Telemetry;

/// <summary>How calls ended, in the words of the tag <c>objectserver.outcome</c>.</summary>
internal static class OutcomeTag
{
    /// <summary>The tag.</summary>
    public const string Name = "objectserver.outcome";

    /// <summary>Of a call that ran, or was to run, here.</summary>
    public static string Of(CallEnd end) => end switch
    {
        CallEnd.Succeeded => "ok",
        CallEnd.Failed => "error",
        CallEnd.Cancelled => "cancelled",
        _ => "refused",
    };

    /// <summary>Of a call that was made here.</summary>
    public static string Of(Exception? error) => Of(error switch
    {
        null => CallEnd.Succeeded,
        OperationCanceledException or TimeoutException => CallEnd.Cancelled,
        LimitExceededException => CallEnd.Refused,
        _ => CallEnd.Failed,
    });
}
