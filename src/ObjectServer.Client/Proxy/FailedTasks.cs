using System.Reflection;
using System.Runtime.CompilerServices;

namespace ObjectServer.Client.Proxy;

/// <summary>Tasks that have failed, of types that are known only at run time.</summary>
internal static class FailedTasks
{
    private static readonly MethodInfo OfTMethod = typeof(Task)
        .GetMethods()
        .Single(method => method is { Name: nameof(Task.FromException), IsGenericMethodDefinition: true });

    /// <summary>A task of the given type that has failed: Task, Task of T, ValueTask or ValueTask of T.</summary>
    public static object Of(Type type, Exception failure)
    {
        bool isTask = typeof(Task).IsAssignableFrom(type);
        Task task = type.IsGenericType ? (Task)OfTMethod.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [failure])! : Task.FromException(failure);
        return isTask ? task : Activator.CreateInstance(type, task)!;
    }

    /// <summary>A task that is cancelled, and says why: <see cref="Task.FromCanceled{TResult}(CancellationToken)"/> does not.</summary>
    public static Task<T> Cancelled<T>(OperationCanceledException reason)
    {
        var builder = AsyncTaskMethodBuilder<T>.Create();
        builder.SetException(reason);
        return builder.Task;
    }
}
