using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Errors;

[SharedObject("shelf")]
public sealed class Shelf(string label = "", byte[]? content = null) : IShelf
{
    public int Puts { get; private set; } = label.Length + (content?.Length ?? 0);

    public Link Circle
    {
        get => Link.Circle();
        set => Puts++;
    }

    public void Put(string label, Link link) => Puts++;

    public Task PutTextsAsync(Dictionary<string, string> texts, int number)
    {
        Puts++;
        return Task.CompletedTask;
    }

    public ValueTask PutGridAsync(int[,] grid)
    {
        Puts++;
        return default;
    }

    public void PutFailing(int number, Unwritable failing) => Puts++;

    public Link Take(int length) => Link.Chain(length);

    public void Throw(string label) => Puts++;
}
