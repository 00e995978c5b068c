using Grpc.Core;

namespace Grpc.StandIns.Tests.Abstractions;

/// <summary>Numbers that are on the wire or compiled into the assemblies that use them.</summary>
public sealed class NumberTests
{
    [Fact]
    public void StatusCode_Numbers_AreThoseOfTheProtocol() => Assert.Equal(
        [
            (0, "OK"), (1, "Cancelled"), (2, "Unknown"), (3, "InvalidArgument"), (4, "DeadlineExceeded"), (5, "NotFound"),
            (6, "AlreadyExists"), (7, "PermissionDenied"), (8, "ResourceExhausted"), (9, "FailedPrecondition"), (10, "Aborted"),
            (11, "OutOfRange"), (12, "Unimplemented"), (13, "Internal"), (14, "Unavailable"), (15, "DataLoss"), (16, "Unauthenticated"),
        ],
        Numbered<StatusCode>());

    [Fact]
    public void MethodType_Numbers_AreThoseOfThePackage() =>
        Assert.Equal([(0, "Unary"), (1, "ClientStreaming"), (2, "ServerStreaming"), (3, "DuplexStreaming")], Numbered<MethodType>());

    [Fact]
    public void WriteFlags_Numbers_AreThoseOfThePackage() => Assert.Equal([(1, "BufferHint"), (2, "NoCompress")], Numbered<WriteFlags>());

    [Fact]
    public void ConnectivityState_Numbers_AreThoseOfThePackage() => Assert.Equal(
        [(0, "Idle"), (1, "Connecting"), (2, "Ready"), (3, "TransientFailure"), (4, "Shutdown")], Numbered<ConnectivityState>());

    private static IEnumerable<(int Number, string Name)> Numbered<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (Convert.ToInt32(value), value.ToString()));
}
