using System.Text;

namespace Grpc.Core;

/// <summary>One thing the transport knows of the peer, such as the subject of its certificate. Immutable.</summary>
public class AuthProperty
{
    private readonly byte[] _value;

    private AuthProperty(string name, byte[] value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>The value, read as UTF-8.</summary>
    public string Value => Encoding.UTF8.GetString(_value);

    /// <summary>A copy of the bytes of the value.</summary>
    public byte[] ValueBytes => _value.AsSpan().ToArray();

    /// <summary>Makes a property.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="valueBytes">The value, which is copied.</param>
    /// <returns>The property.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new(name, valueBytes.AsSpan().ToArray());
    }
}
