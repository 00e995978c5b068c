using System.Numerics;
using System.Reflection;

namespace ObjectServer.Types;

/// <summary>Computes with numbers of a type that is known at run time alone.</summary>
internal static class Numbers
{
    /// <summary>Adds two numbers as their type does; null when it is no number.</summary>
    public static Func<T, T, T>? Addition<T>() => typeof(T).GetInterfaces().Any(static one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(INumber<>))
        ? typeof(Numbers).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(typeof(T)).CreateDelegate<Func<T, T, T>>()
        : null;

    private static T Add<T>(T one, T other)
        where T : IAdditionOperators<T, T, T> => unchecked(one + other);
}
