namespace ObjectServer.IntegrationTests.Errors;

/// <summary>A chain of any length, or a circle.</summary>
public sealed class Link
{
    public Link? Next { get; set; }

    public static Link Circle()
    {
        var link = new Link();
        link.Next = link;
        return link;
    }

    public static Link Chain(int length) => length <= 1 ? new Link() : new Link { Next = Chain(length - 1) };
}
