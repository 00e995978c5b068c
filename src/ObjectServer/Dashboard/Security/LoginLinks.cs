using System.Security.Cryptography;
using System.Text;

namespace ObjectServer.Dashboard.Security;

/// <summary>
/// The link that logs in once, where the server has no key: other users of the machine can connect to a loopback address, too. Its secret
/// stands behind the #, which browsers keep to themselves, and is sent by a form. Calls may overlap.
/// </summary>
/// <param name="isOn">Whether there is one.</param>
/// <param name="show">Shows it to who runs the server.</param>
internal sealed class LoginLinks(bool isOn, Action<Uri> show)
{
    private readonly Lock _gate = new();
    private Uri? _address;
    private string? _secret;

    /// <summary>Shows the first link.</summary>
    public void Begin(Uri address)
    {
        _address = address;
        if (isOn) Renew();
    }

    /// <summary>Whether one logs in by a link.</summary>
    public bool IsOn => isOn;

    /// <summary>Uses a link up; false when it is not the one that counts.</summary>
    public bool TryUse(string secret)
    {
        lock (_gate)
        {
            if (_secret is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_secret), Encoding.UTF8.GetBytes(secret))) return false;
            _secret = null;
        }

        Renew();
        return true;
    }

    private void Renew()
    {
        string secret = LoginTable.NewSecret();
        lock (_gate) _secret = secret;
        show(new Uri(_address!, $"/login#{secret}"));
    }
}
