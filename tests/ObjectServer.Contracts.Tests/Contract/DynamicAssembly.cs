using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ObjectServer.Contracts.Tests.Contract;

/// <summary>Contracts that no source of this assembly could declare: in assemblies with other friends, or that can be unloaded.</summary>
internal static class DynamicAssembly
{
    /// <summary>A marked interface with one method, <c>int Count(int)</c>.</summary>
    public static Type Contract(string name, TypeAttributes visibility, params string[] friends)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.RunAndCollect);
        ConstructorInfo friend = typeof(InternalsVisibleToAttribute).GetConstructor([typeof(string)])!;
        foreach (string friendName in friends)
            assembly.SetCustomAttribute(new CustomAttributeBuilder(friend, [friendName]));

        TypeBuilder type = assembly.DefineDynamicModule(name)
            .DefineType("Acme.ICounter", visibility | TypeAttributes.Interface | TypeAttributes.Abstract);
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(SharedContractAttribute).GetConstructor([])!, []));
        type.DefineMethod(
            "Count",
            MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.HideBySig,
            typeof(int),
            [typeof(int)]);
        return type.CreateType();
    }
}
