namespace ObjectServer.IntegrationTests.Security;

public enum SecuredLink
{
    GrpcTcp,
    GrpcUnix,
    Socket,
}
