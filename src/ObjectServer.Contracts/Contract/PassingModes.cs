using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>How parameters are passed: by value, or by reference to a variable of the caller's.</summary>
internal static class PassingModes
{
    /// <summary>How <paramref name="parameter"/> is passed. A readonly reference of any spelling is <c>in</c>.</summary>
    public static ParameterPassing Of(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsByRef) return ParameterPassing.Unspecified;
        if (parameter.IsOut == parameter.IsIn) return ParameterPassing.Ref;
        return parameter.IsOut ? ParameterPassing.Out : ParameterPassing.In;
    }

    /// <summary>The declared type of <paramref name="parameter"/>, without the reference.</summary>
    public static Type TypeOf(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
}
