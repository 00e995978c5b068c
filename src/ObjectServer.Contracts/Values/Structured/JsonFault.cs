using System.Text.Json;
using ObjectServer.Contract;

namespace ObjectServer.Values.Structured;

/// <summary>The serializer's errors as those of values.</summary>
internal static class JsonFault
{
    /// <summary>The error for what the serializer, or code of the value's own type, threw.</summary>
    /// <param name="attempt">What was tried, behind the name of the type.</param>
    /// <param name="cause">What was thrown.</param>
    /// <typeparam name="T">The declared type.</typeparam>
    public static ArgumentEncodingException Of<T>(string attempt, Exception cause)
    {
        // The serializer's own messages end with the place, those of converters do not.
        int place = cause.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        string message = place < 0 ? cause.Message : cause.Message[..place];
        string where = cause is JsonException { Path: string path } ? $" at {path}" : "";
        return new ArgumentEncodingException($"{TypeNames.Of(typeof(T))} cannot be {attempt} JSON{where}: {message}", null, cause);
    }

    /// <summary>Whether <paramref name="cause"/> is to become an error of values; those of ObjectServer already say what they mean.</summary>
    public static bool Concerns(Exception cause) => cause is not (ObjectServerException or OutOfMemoryException);
}
