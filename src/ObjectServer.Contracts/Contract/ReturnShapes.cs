namespace ObjectServer.Contract;

/// <summary>How a declared return type hands its result over.</summary>
internal static class ReturnShapes
{
    /// <summary>The form, and the type of the result without the task around it; <c>void</c> for none.</summary>
    public static (ReturnShape Shape, Type ResultType) Of(Type type) =>
        type == typeof(void) ? (ReturnShape.Void, typeof(void))
        : type == typeof(Task) ? (ReturnShape.Task, typeof(void))
        : type == typeof(ValueTask) ? (ReturnShape.ValueTask, typeof(void))
        : IsOf(type, typeof(Task<>)) ? (ReturnShape.TaskOfT, type.GetGenericArguments()[0])
        : IsOf(type, typeof(ValueTask<>)) ? (ReturnShape.ValueTaskOfT, type.GetGenericArguments()[0])
        : (ReturnShape.Value, type);

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
