using System.Text.Json;

namespace MonteCarlo.Callers;

/// <summary>Messages between this process and its caller processes: one JSON object per line.</summary>
internal static class CallerLines
{
    /// <summary>Writes a message as one line and sends it off. For one writer at a time.</summary>
    public static void Write<T>(TextWriter writer, T message)
    {
        writer.WriteLine(JsonSerializer.Serialize(message));
        writer.Flush();
    }

    /// <summary>The next message; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The line is no such message.</exception>
    public static async Task<T?> ReadAsync<T>(TextReader reader, CancellationToken cancel)
        where T : class
    {
        string? line = await reader.ReadLineAsync(cancel);
        if (line is null)
            return null;

        try
        {
            return JsonSerializer.Deserialize<T>(line) ?? throw new InvalidDataException("A caller process wrote a line that says nothing.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"A caller process wrote a line that is no message: {line}", error);
        }
    }
}
