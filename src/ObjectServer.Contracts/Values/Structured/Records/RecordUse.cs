using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace ObjectServer.Values.Structured.Records;

/// <summary>
/// Decides when a type is worth code of its own. Making it takes tens of milliseconds, which is what the serializer takes for tens of thousands of records: so
/// nothing is made for a type of which little passes, and nothing at the start; and no call waits for it.
/// </summary>
/// <typeparam name="T">The declared type.</typeparam>
/// <param name="type">How the serializer sees it.</param>
internal sealed class RecordUse<T>(JsonTypeInfo<T> type) : IThreadPoolWorkItem
{
    private const long WorthBytes = 256 * 1024;

    private long _passed;
    private volatile RecordForm<T>? _form;

    /// <summary>The code; null as long as there is none, or for ever.</summary>
    public RecordForm<T>? Form => _form;

    /// <summary>The serializer has written or read so many bytes.</summary>
    public void Pass(long bytes)
    {
        // Behind the mark nothing counts any more: threads would only take the number from each other.
        if (Volatile.Read(ref _passed) >= WorthBytes) return;
        long passed = Interlocked.Add(ref _passed, bytes);
        if (passed >= WorthBytes && passed - bytes < WorthBytes) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Makes the code now, if the type is one of plain records.</summary>
    public void Execute()
    {
        try
        {
            if (RuntimeFeature.IsDynamicCodeCompiled) _form = RecordForms.Create(type);
        }
        catch (Exception e) when (JsonFault.Concerns(e))
        {
            // What cannot be compiled goes on as it went.
        }
    }
}
