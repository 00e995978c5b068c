namespace ObjectServer.IntegrationTests.Versions;

[SharedContract]
public interface IGauge
{
    int Read();

    void Write(int value);

    string OnlyHere();
}
