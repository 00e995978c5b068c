using System.Security.Cryptography;
using System.Text;

namespace ObjectServer.Dashboard.Security;

/// <summary>Somebody who is logged in.</summary>
/// <param name="Who">Who it is, for people.</param>
/// <param name="FormToken">What forms of this login carry, and foreign pages cannot know.</param>
/// <param name="Until">When it ends.</param>
internal sealed record Login(string Who, string FormToken, DateTimeOffset Until)
{
    /// <summary>Whether a form is one of this login's.</summary>
    public bool Sent(string? formToken) =>
        formToken is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(FormToken), Encoding.UTF8.GetBytes(formToken));
}
