using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// Values of whose declared type nothing is known but that it mentions a type argument, and is none of the forms that
/// <see cref="ClosedTypes"/> knows: it is a contract, a delegate, or one that travels as JSON, such as a list.
/// </summary>
internal static class UndeclaredValue
{
    /// <summary>Writes a value as what it is. Whoever reads it says whether that is right.</summary>
    /// <exception cref="ArgumentEncodingException">A part of it cannot be written.</exception>
    public static void Write(ValueWriter writer, object value, SessionSide session)
    {
        Type type = value.GetType();
        if (value is SharedProxy proxy) writer.WriteReference(session.References.Export(proxy));
        else if (value is Delegate called) writer.WriteReference(session.References.Export(called, ContractModel.Of(type)));
        else if (SharedClass.WidestContractOf(type) is { } contract) writer.WriteReference(session.References.Export(value, ContractModel.Of(contract)));
        else DescribedJson.Write(writer, value, session);
    }
}
