using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using ObjectServer.Errors;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>
/// Answers a request by an error: a gRPC status, and the error itself in a trailer. Trailers are small, and many peers refuse more
/// than 8 KiB of them: all that is sent of an error stays below 6 KiB, the most telling part of it first.
/// </summary>
internal sealed class UnaryErrors(ServerCore server)
{
    // Base64 makes 4 KiB of them.
    private const int MostErrorBytes = 3 * 1024;

    // Characters that are not ASCII take up to three times their bytes.
    private const int MostDetailBytes = 512;

    /// <summary>The exception that ends a handler with an error.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="ofUser">An object or a constructor threw it.</param>
    /// <param name="includeStack">The caller may see stack traces.</param>
    public RpcException Translate(Exception exception, bool ofUser, bool includeStack)
    {
        Error error = Write(exception, ofUser, includeStack);
        return new RpcException(StatusOf(error, exception, ofUser), new Metadata { { UnaryMetadata.Error, error.ToByteArray() } });
    }

    /// <summary>Answers a request whose body was not read.</summary>
    public void Refuse(HttpContext http, Exception exception)
    {
        Error error = Write(exception, ofUser: false, includeStack: false);
        Status status = StatusOf(error, exception, ofUser: false);
        http.Response.ContentType = "application/grpc";
        http.Response.Headers["grpc-status"] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["grpc-message"] = Uri.EscapeDataString(status.Detail);
        http.Response.Headers[UnaryMetadata.Error] = Convert.ToBase64String(error.ToByteArray());
    }

    private static Status StatusOf(Error error, Exception exception, bool ofUser)
    {
        string text = error.ExceptionType.Length > 0 ? $"{error.ExceptionType}: {error.Message}" : error.Message;
        return new Status(StatusCodes.Of(error.Code, exception, ofUser), new TextBudget(MostDetailBytes).Take(text, MostDetailBytes));
    }

    private Error Write(Exception exception, bool ofUser, bool includeStack)
    {
        Error error;
        int texts = MostErrorBytes;
        do
        {
            // What is around the texts is known only when they are written.
            error = ofUser
                ? server.Errors.ToWireFromUser(exception, includeStack: false, texts)
                : server.Errors.ToWire(exception, includeStack: false, texts);
            texts -= texts / 4;
        }
        while (error.CalculateSize() > MostErrorBytes && texts > 4);

        int room = MostErrorBytes - error.CalculateSize() - 4;
        if (includeStack && room > 0) error.RemoteStack = new TextBudget(room).Take(ThrownException.Of(exception).Stack, room);
        return error;
    }
}
