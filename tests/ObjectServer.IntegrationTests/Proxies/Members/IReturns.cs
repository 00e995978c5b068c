namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Every way in which a member may return, from members that end at once and from members that end later.</summary>
[SharedContract]
public interface IReturns
{
    int Last { get; }

    void Void(int value);

    string Value(int value);

    Task TaskAsync(int value, bool later);

    Task<string> TaskOfAsync(int value, bool later);

    ValueTask ValueTaskAsync(int value, bool later);

    ValueTask<string?> ValueTaskOfAsync(int? value, bool later);
}
