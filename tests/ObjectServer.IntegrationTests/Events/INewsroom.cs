namespace ObjectServer.IntegrationTests.Events;

/// <summary>Raises events, and calls delegates.</summary>
[SharedContract]
public interface INewsroom
{
    event Action<string, int> Told;

    event EventHandler<string> Printed;

    event EventHandler Closed;

    event Action<INewsroom> Opened;

    int Readers { get; }

    void Tell(string text, int times);

    void Print(string text);

    void Close();

    void Open();

    int Ask(Func<int, int> question, int value);

    Task<string> AskAsync(Func<string, Task<string>> question, string value);

    void Each(string[] values, Action<string>? action);

    Func<int, int> Same(Func<int, int> question);

    void Keep(Func<int, int>? question);

    Func<int, int>? Kept();
}
