using System.Linq.Expressions;

namespace ObjectServer.Values;

/// <summary>What a call brings back when it is more than one value, as one type: see <see cref="Outcome{TFirst, TRest}"/>.</summary>
internal static class Outcomes
{
    /// <summary>The type that holds a value of each of <paramref name="types"/>, of which there is at least one.</summary>
    public static Type TypeOf(ReadOnlySpan<Type> types)
    {
        Type all = types[^1];
        for (int i = types.Length - 2; i >= 0; i--) all = typeof(Outcome<,>).MakeGenericType(types[i], all);
        return all;
    }

    /// <summary>The codec of that type, from the codecs of the values.</summary>
    public static ValueCodec CodecOf(ReadOnlySpan<ValueCodec> codecs)
    {
        ValueCodec all = codecs[^1];
        for (int i = codecs.Length - 2; i >= 0; i--) all = CodecFactory.Make(typeof(OutcomeCodec<,>), [codecs[i].Type, all.Type], codecs[i], all);
        return all;
    }

    /// <summary>The expression that makes a value of that type from one expression for each value.</summary>
    public static Expression Make(IReadOnlyList<Expression> values)
    {
        Expression all = values[^1];
        for (int i = values.Count - 2; i >= 0; i--)
        {
            Type type = typeof(Outcome<,>).MakeGenericType(values[i].Type, all.Type);
            all = Expression.New(type.GetConstructor([values[i].Type, all.Type])!, values[i], all);
        }

        return all;
    }
}
