namespace ObjectServer.IntegrationTests.Links;

/// <summary>Takes and gives much, and reports much.</summary>
[SharedContract]
public interface IMill
{
    /// <summary>Gives back as much as it is given, each number negated.</summary>
    Task<double[]> GrindAsync(double[] grain, CancellationToken cancel = default);

    /// <summary>As <see cref="GrindAsync"/>, done by the caller.</summary>
    Task<double[]> LetGrindAsync(IGrinder grinder, double[] grain);

    /// <summary>How much it is given.</summary>
    Task<int> WeighAsync(double[] grain);

    /// <summary>Gives so many numbers.</summary>
    Task<double[]> FillAsync(int count);

    /// <summary>Stays until the test lets all go, or it is cancelled.</summary>
    Task StandAsync(CancellationToken cancel = default);

    /// <summary>Reports 1, 2, 3 and so on, without a look at whether it is cancelled.</summary>
    Task<int> ReportAsync(int steps, int caller, IProgress<int> progress, CancellationToken cancel = default);
}
