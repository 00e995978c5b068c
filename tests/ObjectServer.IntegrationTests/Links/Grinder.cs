namespace ObjectServer.IntegrationTests.Links;

/// <summary>Calls the server's mill from within a call of its own. Concurrent.</summary>
[SharedObject("grinder", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Grinder : IGrinder
{
    public async Task<double[]> GrindAsync(IMill mill, double[] grain)
    {
        Assert.Equal(grain.Length, await mill.WeighAsync(grain));
        return Array.ConvertAll(grain, number => -number);
    }
}
