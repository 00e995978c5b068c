using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace ObjectServer.Packaging.Tests.PublicApi;

/// <summary>Writes down what an assembly lets others use: a line for each type and member, in an order that does not change by itself.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The whole surface of an assembly.</summary>
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();

        foreach (Type type in assembly.GetExportedTypes().Where(IsMeant).OrderBy(ApiNames.Of, StringComparer.Ordinal))
        {
            text.Append(Declaration(type)).Append('\n');
            foreach (string member in Members(type).Distinct().Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    // What the compiler makes of extensions has names that nobody can write, and what it makes of pages is public whatever they are.
    private static bool IsMeant(Type type) =>
        !type.FullName!.Contains('<', StringComparison.Ordinal) && type.Name != "_Imports" && type.BaseType?.FullName != "Microsoft.AspNetCore.Components.ComponentBase";

    private static string Declaration(Type type)
    {
        Type[] parameters = type.GetGenericArguments();
        string name = ApiNames.Of(type) + ApiNames.Constraints(parameters);
        if (typeof(Delegate).IsAssignableFrom(type)) return $"delegate {Signature(type.GetMethod("Invoke")!, name)}";
        string kind = type switch
        {
            { IsEnum: true } => $"enum {name} : {ApiNames.Of(Enum.GetUnderlyingType(type))}",
            { IsInterface: true } => $"interface {name}",
            { IsValueType: true } => (IsReadOnly(type) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + $"struct {name}",
            { IsAbstract: true, IsSealed: true } => $"static class {name}",
            { IsAbstract: true } => $"abstract class {name}",
            { IsSealed: true } => $"sealed class {name}",
            _ => $"class {name}",
        };
        if (type.IsEnum) return kind;
        IEnumerable<Type> bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(face => face.IsVisible);
        if (type.BaseType is { } baseType && baseType != typeof(object) && baseType != typeof(ValueType)) bases = bases.Prepend(baseType);
        string list = string.Join(", ", bases.Select(ApiNames.Of).Order(StringComparer.Ordinal));
        return list.Length == 0 ? kind : $"{kind} is {list}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        IEnumerable<string> fields = type.GetFields(Declared).Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName).Select(Text);
        if (type.IsEnum) return fields;
        return fields
            .Concat(type.GetConstructors(Declared).Where(IsVisible).Select(constructor => $"{Access(constructor)}new({Parameters(constructor)})"))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Text))
            .Concat(type.GetEvents(Declared).Where(one => IsVisible(one.AddMethod!)).Select(one => $"{Modifiers(one.AddMethod!)}event {ApiNames.Of(one.EventHandlerType!)} {one.Name}"))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsOfCompiler(method))
                .Select(method => Modifiers(method) + Signature(method, method.Name + ApiNames.Parameters(method.GetGenericArguments())) + ApiNames.Constraints(method.GetGenericArguments())));
    }

    private static bool IsOfCompiler(MethodInfo method) => method.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsReadOnly(Type type) => type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == nameof(IsReadOnlyAttribute));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        string access = Access(method);
        if (method.IsStatic) return access + (method.IsAbstract ? "static abstract " : "static ");
        if (method.DeclaringType!.IsInterface) return access + (method.IsAbstract ? "" : "default ");
        if (!method.IsVirtual || method.IsFinal) return access;
        return access + (method.GetBaseDefinition() != method ? "override " : method.IsAbstract ? "abstract " : "virtual ");
    }

    private static string Signature(MethodInfo method, string name) =>
        $"{ByRef(method.ReturnType)}{ApiNames.Of(method.ReturnType, Nullability.Create(method.ReturnParameter))} {name}({Parameters(method)})";

    private static string ByRef(Type type) => type.IsByRef ? "ref " : "";

    private static string Parameters(MethodBase method)
    {
        bool isExtension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return (isExtension ? "this " : "") + string.Join(", ", method.GetParameters().Select(Text));
    }

    private static string Text(ParameterInfo parameter)
    {
        string how = parameter switch
        {
            { IsOut: true, ParameterType.IsByRef: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") => "params ",
            _ => "",
        };
        string value = parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "";
        return $"{how}{ApiNames.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Text(FieldInfo field)
    {
        if (field.IsLiteral) return $"{(field.DeclaringType!.IsEnum ? "" : $"const {ApiNames.Of(field.FieldType)} ")}{field.Name} = {Value(field.GetRawConstantValue())}";
        string access = field.IsPublic ? "" : "protected ";
        return $"{access}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{ApiNames.Of(field.FieldType, Nullability.Create(field))} {field.Name}";
    }

    private static string Text(PropertyInfo property)
    {
        MethodInfo first = property.GetAccessors(nonPublic: true).First(IsVisible);
        string required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Text))}]";
        string get = property.GetMethod is { } getter && IsVisible(getter) ? $"{Access(getter)}get; " : "";
        string set = property.SetMethod is { } setter && IsVisible(setter) ? $"{Access(setter)}{(IsInit(setter) ? "init" : "set")}; " : "";
        return $"{required}{Modifiers(first)}{ByRef(property.PropertyType)}{ApiNames.Of(property.PropertyType, Nullability.Create(property))} {name} {{ {get}{set}}}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
