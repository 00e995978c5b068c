using System.Reflection;
using System.Reflection.Emit;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// Runs the bodies that an interface gives to its local members, for a proxy. A call by reflection would come back to the proxy, which overrides
/// them; so it is compiled, and names the body itself.
/// </summary>
internal static class LocalBody
{
    /// <summary>What calls a body, given the proxy and the arguments.</summary>
    /// <param name="body">A method of an interface that has a body, without by-reference parameters.</param>
    public static Func<object, object?[], object?> Compile(MethodInfo body)
    {
        Type declaring = body.DeclaringType!;
        var method = new DynamicMethod(body.Name, typeof(object), [typeof(object), typeof(object[])], declaring.Module, skipVisibility: true);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Castclass, declaring);
        ParameterInfo[] parameters = body.GetParameters();
        for (int i = 0; i < parameters.Length; i++)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldelem_Ref);
            code.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
        }

        code.Emit(OpCodes.Call, body);
        if (body.ReturnType == typeof(void)) code.Emit(OpCodes.Ldnull);
        else if (body.ReturnType.IsValueType) code.Emit(OpCodes.Box, body.ReturnType);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<object, object?[], object?>>();
    }
}
