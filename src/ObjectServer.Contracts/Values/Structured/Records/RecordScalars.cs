using System.Linq.Expressions;
using System.Text.Json.Serialization;

namespace ObjectServer.Values.Structured.Records;

/// <summary>Which types the members of a plain record may have, and the code that writes and reads one of them.</summary>
internal static class RecordScalars
{
    private static readonly HashSet<Type> Known =
    [
        typeof(bool), typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(byte), typeof(ushort), typeof(uint), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(string), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan),
    ];

    /// <summary>Whether a member may have this type.</summary>
    public static bool Has(Type type)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        return Known.Contains(inner) || (inner.IsEnum && !inner.IsDefined(typeof(JsonAttribute), inherit: false) && Known.Contains(inner.GetEnumUnderlyingType()));
    }

    /// <summary>Writes a member behind its name.</summary>
    /// <param name="text">The <see cref="RecordText"/>.</param>
    /// <param name="number">Which member it is.</param>
    /// <param name="value">Its value.</param>
    public static Expression Write(Expression text, int number, Expression value)
    {
        if (Nullable.GetUnderlyingType(value.Type) is null)
            return Expression.Call(text, nameof(RecordText.Write), null, Expression.Constant(number), Expression.Convert(value, WideOf(value.Type)));

        // Once into a local: a property is asked once.
        ParameterExpression local = Expression.Variable(value.Type);
        return Expression.Block(
            [local],
            Expression.Assign(local, value),
            Expression.IfThenElse(
                Expression.Property(local, nameof(Nullable<>.HasValue)),
                Write(text, number, Expression.Property(local, nameof(Nullable<>.Value))),
                Expression.Call(text, nameof(RecordText.WriteNull), null, Expression.Constant(number))));
    }

    /// <summary>Reads a value of a type.</summary>
    /// <param name="source">The <see cref="RecordSource"/>.</param>
    /// <param name="type">The type.</param>
    public static Expression Read(Expression source, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is Type inner)
        {
            return Expression.Condition(
                Expression.Call(source, nameof(RecordSource.TryTakeNull), null), Expression.Default(type), Expression.Convert(Read(source, inner), type));
        }

        Type plain = type.IsEnum ? type.GetEnumUnderlyingType() : type;
        Type wide = WideOf(type);
        if (wide != typeof(long) && wide != typeof(ulong))
            return Expression.Call(source, "Read" + wide.Name, null);

        Expression number = wide == typeof(long)
            ? Expression.Call(source, nameof(RecordSource.ReadSigned), null, Bound(plain, "MinValue", wide), Bound(plain, "MaxValue", wide))
            : Expression.Call(source, nameof(RecordSource.ReadUnsigned), null, Bound(plain, "MaxValue", wide));
        return Expression.Convert(number, type);
    }

    private static Type WideOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => typeof(long),
        TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => typeof(ulong),
        _ => type,
    };

    private static ConstantExpression Bound(Type plain, string name, Type wide) =>
        Expression.Constant(Convert.ChangeType(plain.GetField(name)!.GetValue(null), wide, null), wide);
}
