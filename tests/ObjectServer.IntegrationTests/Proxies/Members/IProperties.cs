namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Properties and indexers of every kind.</summary>
[SharedContract]
public interface IProperties
{
    string? Text { get; set; }

    double[] Numbers { get; set; }

    DayOfWeek? Day { get; set; }

    int Reads { get; }

    string Secret { set; }

    IProperties? Next { get; set; }

    double this[int row, int column] { get; set; }

    string? this[DayOfWeek day, Guid id, string? key] { get; set; }

    int this[string key] { get; }

    int this[long key] { set; }
}
