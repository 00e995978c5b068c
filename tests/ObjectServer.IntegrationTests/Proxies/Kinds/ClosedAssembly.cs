using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>An internal contract in an assembly with no friends, or with given ones.</summary>
internal static class ClosedAssembly
{
    public static Type Contract(string name, params string[] friends)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run);
        ConstructorInfo friend = typeof(InternalsVisibleToAttribute).GetConstructor([typeof(string)])!;
        foreach (string one in friends) assembly.SetCustomAttribute(new CustomAttributeBuilder(friend, [one]));
        TypeBuilder type = assembly.DefineDynamicModule(name).DefineType("Acme.IClosed", TypeAttributes.Interface | TypeAttributes.Abstract);
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(SharedContractAttribute).GetConstructor([])!, []));
        type.DefineMethod(
            "Ping",
            MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.HideBySig,
            typeof(int),
            []);
        return type.CreateType();
    }
}
