using System.Reflection;
using System.Reflection.Emit;

namespace ObjectServer.IntegrationTests.Versions;

/// <summary>Contracts as a client of another version has them: interfaces of the same full name, made at run time.</summary>
internal static class OtherVersion
{
    /// <summary>Another version of a contract.</summary>
    public static Type Of(Type contract, params (string Name, Type Result, Type[] Parameters)[] methods)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"version{Guid.NewGuid():N}"), AssemblyBuilderAccess.Run);
        TypeBuilder type = assembly.DefineDynamicModule("version").DefineType(
            contract.FullName!, TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public);
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(SharedContractAttribute).GetConstructor([])!, []));
        foreach ((string name, Type result, Type[] parameters) in methods)
        {
            type.DefineMethod(
                name,
                MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot | MethodAttributes.HideBySig,
                result,
                parameters);
        }

        return type.CreateType();
    }
}
