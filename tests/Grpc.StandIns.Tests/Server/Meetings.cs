using System.Collections.Concurrent;

namespace Grpc.StandIns.Tests.Server;

/// <summary>The meetings of one server, by their names.</summary>
public sealed class Meetings
{
    private readonly ConcurrentDictionary<string, Meeting> _meetings = new();

    /// <summary>Opens a meeting under a name of its own.</summary>
    /// <param name="name">The name the handlers get.</param>
    /// <param name="expected">How many handlers are to arrive.</param>
    public Meeting Open(string name, int expected = 1)
    {
        Meeting meeting = new(expected);
        return _meetings.TryAdd(name, meeting) ? meeting : throw new InvalidOperationException($"There was a meeting '{name}' before.");
    }

    /// <summary>The meeting of a name.</summary>
    public Meeting At(string name) => _meetings[name];
}
