using System.Reflection;
using System.Reflection.Emit;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Contracts as a client of another version has them: interfaces of the same full name, made at run time.</summary>
internal static class OtherVersion
{
    private const MethodAttributes Accessor = MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual
        | MethodAttributes.NewSlot | MethodAttributes.HideBySig | MethodAttributes.SpecialName;

    /// <summary>An interface with one property.</summary>
    public static Type Of(Type contract, string property, Type propertyType, bool canWrite)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"other{Guid.NewGuid():N}"), AssemblyBuilderAccess.Run);
        TypeBuilder type = assembly.DefineDynamicModule("other").DefineType(
            contract.FullName!, TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public);
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(SharedContractAttribute).GetConstructor([])!, []));
        PropertyBuilder defined = type.DefineProperty(property, PropertyAttributes.None, propertyType, null);
        defined.SetGetMethod(type.DefineMethod($"get_{property}", Accessor, propertyType, []));
        if (canWrite) defined.SetSetMethod(type.DefineMethod($"set_{property}", Accessor, typeof(void), [propertyType]));
        return type.CreateType();
    }

    /// <summary>Gets a named object by such an interface.</summary>
    public static async Task<object> GetAsync(ObjectClient client, Type contract, string name)
    {
        var task = (Task)typeof(ObjectClient).GetMethod(nameof(ObjectClient.GetAsync))!
            .MakeGenericMethod(contract)
            .Invoke(client, BindingFlags.DoNotWrapExceptions, null, [name, CancellationToken.None], null)!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }
}
