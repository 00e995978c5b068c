using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

/// <summary>Codecs must not keep an assembly that is to be unloaded.</summary>
public sealed class CollectibleTypeTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Codecs_OfAnUnloadedAssembly_AreGone(bool asJson)
    {
        WeakReference type = Use(asJson);

        for (long start = Stopwatch.GetTimestamp(); type.IsAlive && Stopwatch.GetElapsedTime(start) < Guard;)
        {
            // The serializer keeps accessors for about a second, and looks when it needs another.
            _ = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(typeof(List<Version>));
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(type.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(bool asJson)
    {
        ModuleBuilder module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Unloaded"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("m");
        EnumBuilder definition = module.DefineEnum("Colour", TypeAttributes.Public, typeof(int));
        definition.DefineLiteral("Red", 1);
        Type colour = definition.CreateType();
        Type[] declared = asJson ? [typeof(List<>).MakeGenericType(colour)] : [colour, typeof(Nullable<>).MakeGenericType(colour)];
        foreach (Type type in declared)
        {
            object value = asJson ? Activator.CreateInstance(type)! : Enum.ToObject(colour, 1);
            byte[] payload = Payloads.Write(writer => ValueCodecs.Of(type).WriteBoxed(writer, value));
            Assert.NotNull(ValueCodecs.Of(type).ReadBoxed(Payloads.Reader(payload)));
        }

        return new WeakReference(colour);
    }
}
