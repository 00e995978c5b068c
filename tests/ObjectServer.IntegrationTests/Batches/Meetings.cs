using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Batches;

/// <summary>The meetings of this process by name, which is all that crosses.</summary>
public static class Meetings
{
    private static readonly ConcurrentDictionary<string, Meeting> All = new();

    public static Meeting New()
    {
        var meeting = new Meeting();
        All[meeting.Name] = meeting;
        return meeting;
    }

    public static Meeting Of(string name) => All[name];
}
