namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>By what a server is reached.</summary>
public enum Listener
{
    GrpcTcp,
    Tls,
    GrpcUnix,
    Socket,
}
