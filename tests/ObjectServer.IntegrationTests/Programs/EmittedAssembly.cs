using System.Reflection;
using System.Reflection.Emit;

namespace ObjectServer.IntegrationTests.Programs;

/// <summary>Assemblies with faults, which no compiler would leave in this one.</summary>
internal static class EmittedAssembly
{
    private static readonly ConstructorInfo SharedObject = typeof(SharedObjectAttribute).GetConstructors().Single();
    private static readonly ConstructorInfo SharedContract = typeof(SharedContractAttribute).GetConstructor([])!;

    /// <summary>An assembly with two shared classes, whose contracts have a pointer parameter and one of a type that cannot travel.</summary>
    public static void SaveFaulty(string path)
    {
        ModuleBuilder module = Create("Faulty.Objects", out PersistedAssemblyBuilder assembly);
        AddShared(module, "Pointers", method => method.SetParameters(typeof(int).MakePointerType()));
        AddShared(module, "Handles", method => method.SetParameters(typeof(nint)));
        assembly.Save(path);
    }

    /// <summary>An assembly with a shared class of a given type name.</summary>
    public static void SaveShared(string path, string typeName)
    {
        ModuleBuilder module = Create(Path.GetFileNameWithoutExtension(path), out PersistedAssemblyBuilder assembly);
        AddShared(module, typeName, _ => { });
        assembly.Save(path);
    }

    /// <summary>An assembly with a shared class whose base class is in an assembly that is nowhere.</summary>
    public static void SaveIncomplete(string path)
    {
        TypeBuilder missing = Create("Missing.Base", out _).DefineType("MissingBase", TypeAttributes.Public);
        missing.DefineDefaultConstructor(MethodAttributes.Public);
        missing.CreateType();
        ModuleBuilder module = Create("Incomplete.Objects", out PersistedAssemblyBuilder assembly);
        TypeBuilder type = module.DefineType("Incomplete", TypeAttributes.Public, missing);
        type.SetCustomAttribute(new CustomAttributeBuilder(SharedObject, ["incomplete"]));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        type.CreateType();
        assembly.Save(path);
    }

    private static ModuleBuilder Create(string name, out PersistedAssemblyBuilder assembly)
    {
        assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0) }, typeof(object).Assembly);
        return assembly.DefineDynamicModule(name);
    }

    private static void AddShared(ModuleBuilder module, string name, Action<MethodBuilder> shape)
    {
        TypeBuilder contract = module.DefineType($"I{name}", TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        contract.SetCustomAttribute(new CustomAttributeBuilder(SharedContract, []));
        Define(contract, MethodAttributes.Abstract);
        contract.CreateType();
        TypeBuilder type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, typeof(object), [contract]);
        type.SetCustomAttribute(new CustomAttributeBuilder(SharedObject, [name]));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        ILGenerator body = Define(type, MethodAttributes.Final).GetILGenerator();
        body.Emit(OpCodes.Ret);
        type.CreateType();

        MethodBuilder Define(TypeBuilder owner, MethodAttributes kind)
        {
            MethodBuilder method = owner.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Virtual | kind, typeof(void), []);
            shape(method);
            return method;
        }
    }
}
