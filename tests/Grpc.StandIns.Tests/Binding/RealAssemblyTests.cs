using System.Reflection;
using System.Runtime.CompilerServices;

namespace Grpc.StandIns.Tests.Binding;

/// <summary>Whatever the real server and client need of the abstractions is there, used by a test or not.</summary>
public sealed class RealAssemblyTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Theory]
    [MemberData(nameof(RealAssemblies.Names), MemberType = typeof(RealAssemblies))]
    public void RealAssembly_ReferencesToTheAbstractions_CarryTheirIdentity(string name)
    {
        string[] references = [.. RealAssemblies.Named(name).GetReferencedAssemblies().Select(reference => reference.FullName)];

        string[] found = [.. references.Where(full => RealAssemblies.Abstractions.Contains(full.Split(',')[0]))];

        Assert.Equal(2, found.Length);
        Assert.All(found, full => Assert.Equal(full, Assembly.Load(new AssemblyName(full)).FullName));
    }

    [Theory]
    [MemberData(nameof(RealAssemblies.Names), MemberType = typeof(RealAssemblies))]
    public void RealAssembly_MemberReferences_ResolveToMembersInReach(string name)
    {
        Assembly assembly = RealAssemblies.Named(name);
        // Type parameters of the caller stand in signatures; all constraints of the abstractions hold for object.
        Type[] arguments = [.. Enumerable.Repeat(typeof(object), 8)];

        List<string> missing = [];
        IReadOnlyList<MemberUse> uses = MemberUse.Of(assembly);
        foreach (MemberUse use in uses)
        {
            try
            {
                MemberInfo member = assembly.ManifestModule.ResolveMember(use.Token, arguments, arguments)!;
                if (!IsInReach(member)) missing.Add($"{use.Name}: not public");
            }
            catch (Exception exception) when (exception is MissingMemberException or TypeLoadException)
            {
                missing.Add($"{use.Name}: {exception.Message}");
            }
        }

        Assert.NotEmpty(uses);
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(RealAssemblies.Names), MemberType = typeof(RealAssemblies))]
    public void RealAssembly_MethodBodies_Compile(string name)
    {
        List<string> failures = [];
        int compiled = 0;
        foreach (Type type in RealAssemblies.Named(name).GetTypes())
        {
            Type[] typeArguments = Arguments(type.GetGenericArguments());
            Type closed = type.IsGenericTypeDefinition ? type.MakeGenericType(typeArguments) : type;
            foreach (MethodBase method in closed.GetMethods(Declared).Concat<MethodBase>(closed.GetConstructors(Declared)))
            {
                if (method.GetMethodBody() is null) continue;
                Type[] methodArguments = method.IsGenericMethodDefinition ? Arguments(method.GetGenericArguments()) : [];
                try
                {
                    RuntimeTypeHandle[] arguments = [.. typeArguments.Concat(methodArguments).Select(argument => argument.TypeHandle)];
                    RuntimeHelpers.PrepareMethod(method.MethodHandle, arguments.Length == 0 ? null : arguments);
                    compiled++;
                }
                catch (Exception exception) when (exception is MissingMemberException or TypeLoadException or InvalidProgramException)
                {
                    failures.Add($"{type}.{method.Name}: {exception.Message}");
                }
            }
        }

        Assert.NotEqual(0, compiled);
        Assert.Empty(failures);
    }

    /// <summary>Whether other assemblies may use a member, by themselves or in a derived class; resolving alone does not ask.</summary>
    private static bool IsInReach(MemberInfo member) => member.DeclaringType!.IsVisible && member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    /// <summary>Finds arguments for type parameters: int where values are wanted, else the class or interface asked for.</summary>
    private static Type[] Arguments(Type[] parameters) => Array.ConvertAll(parameters, parameter =>
    {
        Type[] constraints = parameter.GetGenericParameterConstraints();
        if (constraints.Length == 0) return typeof(object);
        if (constraints.All(constraint => constraint.IsAssignableFrom(typeof(int)))) return typeof(int);
        return constraints.First(constraint => constraint.IsClass || constraint.IsInterface);
    });
}
