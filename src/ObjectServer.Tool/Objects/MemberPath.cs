namespace ObjectServer.Tool.Objects;

/// <summary>A member of a named object, written <c>NAME.Member</c>. The name may have dots itself.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Member">The member's name.</param>
internal sealed record MemberPath(string Name, string Member)
{
    /// <summary>Reads such a text.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static MemberPath Parse(string text)
    {
        int dot = text.LastIndexOf('.');
        return dot > 0 && dot < text.Length - 1
            ? new MemberPath(text[..dot], text[(dot + 1)..])
            : throw new UsageException($"\"{text}\" is no member of an object. Write the object's name, a dot and the member's name, such as model.Temperature.");
    }
}
