using System.Diagnostics.CodeAnalysis;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>An <see cref="IProgress{T}"/> of any type as one that takes what arrives, whatever it is.</summary>
internal static class ReportedValues
{
    /// <summary>The argument as a progress of objects; null when it is no progress.</summary>
    public static IProgress<object?>? Adapt(object argument)
    {
        if (argument is IProgress<object?> any) return any;
        Type? progress = argument.GetType().GetInterfaces()
            .FirstOrDefault(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IProgress<>));
        return progress is null ? null : Make(progress.GetGenericArguments()[0], argument);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Proxies are built at run time; there is no ahead-of-time form of them.")]
    private static IProgress<object?> Make(Type reported, object progress) =>
        (IProgress<object?>)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(reported), progress)!;

    private sealed class Typed<T>(IProgress<T> progress) : IProgress<object?>
    {
        public void Report(object? value) => progress.Report(ReceivedValue.TryConvert(typeof(T), value, out object? report)
            ? (T)report!
            : throw new ArgumentEncodingException($"The member reports {value?.GetType().ToString() ?? "null"}; the progress given takes {typeof(T)}."));
    }
}
