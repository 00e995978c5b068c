using System.Numerics;
using System.Reflection;

namespace ObjectServer.Tests.Values;

/// <summary>Types that travel, and values of them, drawn at random: scalars, and structures that hold others to any depth.</summary>
internal sealed class DrawnValues(Random random)
{
    private static readonly Type[] Keys = [typeof(string), typeof(int), typeof(ulong), typeof(Guid), typeof(DayOfWeek), typeof(DateOnly)];

    private static readonly Type[] Scalars =
    [
        typeof(bool), typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(byte), typeof(ushort), typeof(uint), typeof(ulong),
        typeof(char), typeof(float), typeof(double), typeof(Half), typeof(string), typeof(Guid), typeof(decimal), typeof(BigInteger),
        typeof(Int128), typeof(UInt128), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(DayOfWeek), typeof(byte[]), typeof(double[]), typeof(int?), typeof(DateTime?), typeof(Version), typeof(Complex),
        typeof(ReferenceTests.INode),
    ];

    // Structures of one type, which is itself one of them down to a scalar.
    private static readonly Type[] Structures =
    [
        typeof(List<>), typeof(IReadOnlyList<>), typeof(IEnumerable<>), typeof(Holder<>), typeof(HolderStruct<>),
        typeof(Dictionary<,>), typeof(ValueTuple<,>), typeof(Tuple<,>), typeof(KeyValuePair<,>), typeof(Array),
    ];

    /// <summary>A type of exactly that depth; 0 for a scalar.</summary>
    public Type Type(int depth)
    {
        if (depth == 0) return Pick(Scalars);

        // What a set holds must be equal by value: of things that are equal by identity a set may hold fewer when it arrives.
        if (depth == 1 && random.Next(8) == 0) return Pick(typeof(HashSet<>), typeof(IReadOnlySet<>)).MakeGenericType(Pick(Keys));
        Type structure = Pick(Structures);
        Type inner = Type(depth - 1);
        if (structure == typeof(Array)) return inner.MakeArrayType();
        if (structure == typeof(Dictionary<,>)) return structure.MakeGenericType(Pick(Keys), inner);
        if (structure.GetGenericArguments().Length == 1) return structure.MakeGenericType(inner);
        return random.Next(2) == 0 ? structure.MakeGenericType(inner, Type(0)) : structure.MakeGenericType(Type(0), inner);
    }

    /// <summary>A value of a type that <see cref="Type"/> has drawn; null now and then where the type has it.</summary>
    public object? Value(Type type)
    {
        bool isNullable = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        return isNullable && random.Next(8) == 0 ? null : Some(Nullable.GetUnderlyingType(type) ?? type);
    }

    private object Some(Type type)
    {
        if (type == typeof(ReferenceTests.INode)) return new Node(random.Next());
        if (type.IsArray) return Items(type.GetElementType()!);
        if (!type.IsGenericType) return Scalar(type);
        Type shape = type.GetGenericTypeDefinition();
        Type[] arguments = type.GetGenericArguments();
        if (shape == typeof(Dictionary<,>)) return Map(type, arguments);
        if (shape == typeof(IReadOnlyList<>) || shape == typeof(IEnumerable<>)) return Items(arguments[0]);
        return shape == typeof(List<>) || shape == typeof(HashSet<>) || shape == typeof(IReadOnlySet<>)
            ? Activator.CreateInstance((type.IsInterface ? typeof(HashSet<>) : shape).MakeGenericType(arguments), [Items(arguments[0])])!
            : Filled(type);
    }

    private object Filled(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().Single(one => one.GetParameters().Length > 0);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
    }

    private Array Items(Type element)
    {
        Array items = Array.CreateInstance(element, random.Next(4));
        for (int i = 0; i < items.Length; i++) items.SetValue(Value(element), i);
        return items;
    }

    private object Map(Type type, Type[] arguments)
    {
        var map = (System.Collections.IDictionary)Activator.CreateInstance(type)!;
        for (int i = random.Next(4); i > 0; i--) map[Some(arguments[0])] = Value(arguments[1]);
        return map;
    }

    private object Scalar(Type type)
    {
        long bits = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
        return System.Type.GetTypeCode(type.IsEnum ? typeof(object) : type) switch
        {
            TypeCode.Boolean => bits % 2 == 0,
            TypeCode.SByte => (sbyte)bits,
            TypeCode.Int16 => (short)bits,
            TypeCode.Int32 => (int)bits,
            TypeCode.Int64 => bits,
            TypeCode.Byte => (byte)bits,
            TypeCode.UInt16 => (ushort)bits,
            TypeCode.UInt32 => (uint)bits,
            TypeCode.UInt64 => (ulong)bits,
            TypeCode.Char => (char)random.Next(1, 0xD800),
            TypeCode.Single => random.Next(5) == 0 ? Pick(float.NaN, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue) : (float)bits / 3,
            TypeCode.Double => random.Next(5) == 0 ? Pick(double.NaN, double.PositiveInfinity, -0.0, double.Epsilon, double.MinValue) : bits / 3.0,
            TypeCode.Decimal => new decimal((int)bits, random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
            TypeCode.DateTime => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(2)),
            TypeCode.String => Text(),
            _ => Special(type, bits),
        };
    }

    private object Special(Type type, long bits)
    {
        if (type == typeof(Half)) return (Half)(bits / 7.0);
        if (type == typeof(Guid)) return new Guid(Bytes(16));
        if (type == typeof(BigInteger)) return new BigInteger(Bytes(random.Next(30)));
        if (type == typeof(Int128)) return new Int128((ulong)random.NextInt64(), (ulong)bits);
        if (type == typeof(UInt128)) return new UInt128((ulong)random.NextInt64(), (ulong)bits);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(DateTime.UnixEpoch.Ticks + (bits % (1L << 50)), TimeSpan.FromMinutes(random.Next(-840, 841)));
        if (type == typeof(TimeSpan)) return new TimeSpan(bits);
        if (type == typeof(DateOnly)) return DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber));
        if (type == typeof(TimeOnly)) return new TimeOnly(random.NextInt64(TimeOnly.MaxValue.Ticks));
        if (type.IsEnum) return Enum.ToObject(type, bits);
        if (type == typeof(Version)) return new Version(random.Next(100), random.Next(), random.Next(3), 4);
        return type == typeof(Complex) ? new Complex(bits / 3.0, -bits) : throw new InvalidOperationException($"There are no values of {type}.");
    }

    private string Text() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pick("a", "Z", "\"", "\\", "\n", "\0", "é", "€", "🎲", "$ref", "<&>", " ")));

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(params ReadOnlySpan<T> all) => all[random.Next(all.Length)];

    internal sealed record Holder<T>(T Content, string? Name, T Other);

    internal record struct HolderStruct<T>(T Content);

    internal sealed class Node(int number) : ReferenceTests.INode
    {
        public int Number => number;

        public ReferenceTests.INode? Next { get; set; }
    }
}
