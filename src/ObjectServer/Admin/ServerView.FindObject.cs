using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Admin;

/// <content>One object.</content>
internal sealed partial class ServerView
{
    /// <summary>All of one object; null when there is none of that id.</summary>
    public ObjectRecord? FindObject(ulong id)
    {
        if (Objects.Find(id) is not { } shared) return null;
        var labels = new SessionLabels(sessions, unarySessions);
        Lazy<ILookup<ulong, CallSight>> calls = new(() => CallRecords.ByObject(labels));
        SharedObject[] page = [shared];
        return Describe(page, labels, calls)[0];
    }
}
