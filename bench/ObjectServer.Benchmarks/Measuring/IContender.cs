namespace ObjectServer.Benchmarks.Measuring;

/// <summary>Something that is measured once in every round. One that several cases are about is still measured once.</summary>
internal interface IContender
{
    /// <summary>Who it is, in the table; may say more once it has been prepared.</summary>
    string Name { get; }

    /// <summary>Why it cannot be measured here, and what to do about it; null once prepared if it can.</summary>
    string? Missing { get; }

    /// <summary>Finds out, once and before all rounds, whether and at which settings it is measured.</summary>
    Task PrepareAsync(MeasuringPlan plan);

    /// <summary>Measures it, in fresh processes of its own.</summary>
    Task<Figures> MeasureAsync(MeasuringPlan plan);
}
