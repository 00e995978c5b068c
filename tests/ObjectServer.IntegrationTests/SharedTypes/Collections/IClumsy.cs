namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

/// <summary>Counts as somebody does who believes to be alone.</summary>
[SharedContract]
public interface IClumsy
{
    int Counted { get; }

    void CountOne();
}
