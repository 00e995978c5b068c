namespace ObjectServer.IntegrationTests.Links;

/// <summary>A client's own mill.</summary>
[SharedContract]
public interface IGrinder
{
    /// <summary>Gives back as much as it is given, each number negated, when the server's mill has weighed it.</summary>
    Task<double[]> GrindAsync(IMill mill, double[] grain);
}
