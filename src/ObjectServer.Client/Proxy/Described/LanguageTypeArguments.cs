using System.Dynamic;
using System.Reflection;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>The type arguments that a program in C# writes in a call. The common binder has no place for them, and other languages have none.</summary>
internal static class LanguageTypeArguments
{
    // C#'s own binder knows them, and keeps the interface that says so to itself.
    private static readonly PropertyInfo? Property = typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly
        .GetType("Microsoft.CSharp.RuntimeBinder.ICSharpInvokeOrInvokeMemberBinder")?
        .GetProperty("TypeArguments");

    /// <summary>The type arguments; empty when there are none.</summary>
    public static IReadOnlyList<Type> Of(DynamicMetaObjectBinder binder) =>
        Property?.DeclaringType!.IsInstanceOfType(binder) == true ? (IReadOnlyList<Type>?)Property.GetValue(binder) ?? [] : [];
}
