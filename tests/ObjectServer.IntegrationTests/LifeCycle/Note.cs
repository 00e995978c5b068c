namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>A text. When it is disposed of, a file of that name is created if it is a path.</summary>
public sealed class Note(string text) : INote, IDisposable
{
    public string Text => text;

    public void Dispose()
    {
        if (Path.IsPathRooted(text)) File.WriteAllText(text, "disposed of");
    }
}
