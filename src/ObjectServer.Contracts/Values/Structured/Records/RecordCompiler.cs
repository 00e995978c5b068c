using System.Linq.Expressions;
using System.Reflection;

namespace ObjectServer.Values.Structured.Records;

/// <summary>Makes the code that writes and reads plain records of one type: nothing is boxed, and nothing looked up, for each of them.</summary>
internal static class RecordCompiler
{
    /// <summary>Writes all members of a record, in their order.</summary>
    public static Action<RecordText, T> Writer<T>(RecordShape shape)
    {
        ParameterExpression text = Expression.Parameter(typeof(RecordText));
        ParameterExpression record = Expression.Parameter(typeof(T));
        IEnumerable<Expression> writes = shape.Members.Select((member, number) => RecordScalars.Write(text, number, Of(record, member)));
        return Expression.Lambda<Action<RecordText, T>>(Expression.Block(writes), text, record).Compile();
    }

    /// <summary>
    /// Reads the members into locals in whichever order they come, and makes the record of them. What it returns is of no use when the source
    /// has failed.
    /// </summary>
    public static Func<RecordSource, T> Reader<T>(RecordShape shape)
    {
        ParameterExpression source = Expression.Parameter(typeof(RecordSource));
        ParameterExpression number = Expression.Variable(typeof(int));
        ParameterExpression record = Expression.Variable(typeof(T));
        ParameterExpression[] values = [.. shape.Members.Select(member => Expression.Variable(member.Type))];
        List<Expression> body = [Expression.Assign(number, Expression.Constant(-1))];
        body.AddRange(shape.Members.Select((member, i) => Expression.Assign(values[i], Initial(member))));

        LabelTarget end = Expression.Label();
        SwitchCase[] cases = [.. values.Select((value, i) => Expression.SwitchCase(
            Expression.Block(typeof(void), Expression.Assign(value, RecordScalars.Read(source, value.Type))), Expression.Constant(i)))];
        body.Add(Expression.Loop(
            Expression.Block(
                Expression.Assign(number, Expression.Call(source, nameof(RecordSource.Next), null, number)),
                Expression.Switch(typeof(void), number, Expression.Break(end), null, cases)),
            end));
        body.Add(Expression.IfThen(
            Expression.Call(source, nameof(RecordSource.IsComplete), null, Expression.Constant(Required(shape))),
            Expression.Block(Make(shape, source, record, values))));
        body.Add(record);
        return Expression.Lambda<Func<RecordSource, T>>(Expression.Block([number, record, .. values], body), source).Compile();
    }

    private static IEnumerable<Expression> Make(RecordShape shape, Expression source, ParameterExpression record, ParameterExpression[] values)
    {
        yield return Expression.Assign(record, New(shape, record.Type, values));
        for (int i = 0; i < values.Length; i++)
        {
            // What is missing stays as the constructor left it.
            if (shape.Members[i].IsSet)
            {
                yield return Expression.IfThen(
                    Expression.Call(source, nameof(RecordSource.HasRead), null, Expression.Constant(i)), Expression.Assign(Of(record, shape.Members[i]), values[i]));
            }
        }
    }

    private static NewExpression New(RecordShape shape, Type type, ParameterExpression[] values)
    {
        if (shape.Constructor is not { } constructor) return Expression.New(type);
        var arguments = new Expression[constructor.GetParameters().Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (shape.Members[i].Parameter is { } parameter) arguments[parameter.Position] = values[i];
        }

        return Expression.New(constructor, arguments);
    }

    private static Expression Initial(RecordMember member) => member.Parameter is { HasDefaultValue: true, DefaultValue: { } value }
        ? Expression.Convert(Expression.Constant(value), member.Type)
        : Expression.Default(member.Type);

    private static MemberExpression Of(Expression record, RecordMember member) => member.Member is PropertyInfo property
        ? Expression.Property(record, property)
        : Expression.Field(record, (FieldInfo)member.Member);

    private static ulong Required(RecordShape shape) =>
        shape.Members.Select((member, i) => member.IsRequired ? 1UL << i : 0).Aggregate(0UL, (all, one) => all | one);
}
