using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Google.Protobuf;
using ObjectServer.Contract;
using ObjectServer.Memory;
using ObjectServer.Streaming;
using ObjectServer.Values.Arrays;
using ObjectServer.Values.References;
using ObjectServer.Values.Scalars;
using ObjectServer.Values.Structured;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>Chooses the codec of a declared type. Uses reflection: once per type.</summary>
internal static class CodecFactory
{
    // Made when they are asked for: most programs need few of them, and each costs a start the compilation of some methods.
    private static readonly Dictionary<Type, Func<ValueCodec>> Simple = new()
    {
        [typeof(bool)] = static () => new BooleanCodec(),
        [typeof(string)] = static () => new TextCodec(),
        [typeof(float)] = static () => new SingleCodec(),
        [typeof(double)] = static () => new DoubleCodec(),
        [typeof(Half)] = static () => new HalfCodec(),
        [typeof(sbyte)] = static () => new SignedCodec<sbyte>(),
        [typeof(short)] = static () => new SignedCodec<short>(),
        [typeof(int)] = static () => new SignedCodec<int>(),
        [typeof(long)] = static () => new SignedCodec<long>(),
        [typeof(byte)] = static () => new UnsignedCodec<byte>(),
        [typeof(ushort)] = static () => new UnsignedCodec<ushort>(),
        [typeof(uint)] = static () => new UnsignedCodec<uint>(),
        [typeof(ulong)] = static () => new UnsignedCodec<ulong>(),
        [typeof(char)] = static () => new UnsignedCodec<char>(),
        [typeof(Guid)] = static () => new GuidCodec(),
        [typeof(decimal)] = static () => new DecimalCodec(),
        [typeof(BigInteger)] = static () => new BigIntegerCodec(),
        [typeof(Int128)] = static () => new Int128Codec(),
        [typeof(UInt128)] = static () => new UInt128Codec(),
        [typeof(DateTime)] = static () => new DateTimeCodec(),
        [typeof(DateTimeOffset)] = static () => new DateTimeOffsetCodec(),
        [typeof(TimeSpan)] = static () => new TimeSpanCodec(),
        [typeof(DateOnly)] = static () => new DateOnlyCodec(),
        [typeof(TimeOnly)] = static () => new TimeOnlyCodec(),
        [typeof(byte[])] = static () => new BinaryCodec(),
        [typeof(Memory<byte>)] = static () => new BinaryMemoryCodec(),
        [typeof(ReadOnlyMemory<byte>)] = static () => new BinaryReadOnlyMemoryCodec(),
        [typeof(ArraySegment<byte>)] = static () => new BinaryArraySegmentCodec(),
        [typeof(PassingBytes)] = static () => new PassingBytesCodec(),
    };

    /// <summary>Makes the codec of <paramref name="type"/>, or says why there is none.</summary>
    public static bool TryCreate(Type type, [NotNullWhen(true)] out ValueCodec? codec, [NotNullWhen(false)] out string? reason)
    {
        codec = null;
        if (ContractModel.IsDelegate(type) && !type.ContainsGenericParameters)
        {
            reason = null;
            codec = Make(typeof(ReferenceCodec<>), [type]);
            return true;
        }

        if (type == typeof(Stream))
        {
            reason = null;
            codec = new StreamCodec();
            return true;
        }

        if (SequenceTypes.IsBlock(type) || SequenceTypes.IsSequence(type))
            return TryCreateSequence(type, out codec, out reason);

        reason = RefusedTypes.Reason(type);
        if (reason is not null)
            return false;

        codec = Simple.GetValueOrDefault(type)?.Invoke() ?? CreateScalar(type) ?? CreateArray(type) ?? CreateMarked(type);
        if (codec is not null)
            return true;

        if (Nullable.GetUnderlyingType(type) is Type inner)
        {
            if (!ValueCodecs.TryOf(inner, out ValueCodec? innerCodec, out reason))
                return false;

            codec = Make(typeof(NullableCodec<>), [inner], innerCodec);
            return true;
        }

        return JsonCodecFactory.TryCreate(type, out codec, out reason);
    }

    /// <summary>An instance of an open codec type, closed over <paramref name="arguments"/>.</summary>
    public static ValueCodec Make(Type codec, Type[] arguments, params object[] constructorArguments) =>
        (ValueCodec)Activator.CreateInstance(codec.MakeGenericType(arguments), constructorArguments)!;

    private static bool TryCreateSequence(Type type, [NotNullWhen(true)] out ValueCodec? codec, [NotNullWhen(false)] out string? reason)
    {
        Type item = SequenceTypes.ItemOf(type);
        reason = type.ContainsGenericParameters ? "it is an open generic type; only closed ones travel." : ContractTypeRules.RefusalOfValue(item);
        codec = reason is null ? Make(SequenceTypes.IsBlock(type) ? typeof(BlockCodec<>) : typeof(SequenceCodec<>), [item]) : null;
        return codec is not null;
    }

    private static ValueCodec? CreateScalar(Type type)
    {
        if (!type.IsEnum)
            return null;

        return Type.GetTypeCode(type) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64
            ? Make(typeof(SignedEnumCodec<>), [type])
            : Make(typeof(UnsignedEnumCodec<>), [type]);
    }

    private static ValueCodec? CreateArray(Type type)
    {
        if (type.IsArray)
        {
            Type element = type.GetElementType()!;
            if (ElementTypes.Of(element) == ElementType.Unspecified)
                return null;

            return type.IsSZArray ? Make(typeof(VectorCodec<>), [element]) : Make(typeof(GridCodec<,>), [type, element]);
        }

        if (!type.IsConstructedGenericType)
            return null;

        Type shape = type.GetGenericTypeDefinition();
        Type? codec = shape == typeof(Memory<>) ? typeof(MemoryCodec<>)
            : shape == typeof(ReadOnlyMemory<>) ? typeof(ReadOnlyMemoryCodec<>)
            : shape == typeof(ArraySegment<>) ? typeof(ArraySegmentCodec<>)
            : null;
        Type argument = type.GetGenericArguments()[0];
        return codec is null || ElementTypes.Of(argument) == ElementType.Unspecified ? null : Make(codec, [argument]);
    }

    private static ValueCodec? CreateMarked(Type type)
    {
        if (ContractModel.IsContract(type))
            return Make(typeof(ReferenceCodec<>), [type]);

        bool isMessage = typeof(IMessage).IsAssignableFrom(type)
            && type is { IsClass: true, IsAbstract: false }
            && type.GetConstructor(Type.EmptyTypes) is not null;
        return isMessage ? Make(typeof(MessageCodec<>), [type]) : null;
    }
}
