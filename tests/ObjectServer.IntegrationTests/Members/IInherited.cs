namespace ObjectServer.IntegrationTests.Members;

/// <summary>What a contract inherits needs no attribute, and may be generic.</summary>
public interface IInherited<T>
{
    T Twice(T value);
}
