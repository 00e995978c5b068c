namespace ObjectServer.IntegrationTests.Members;

/// <summary>A value with all sorts of parts.</summary>
public sealed record Sample(string Name, double[] Values, DateTimeOffset Taken, Dictionary<string, int?>? Counts = null)
{
    public bool Equals(Sample? other) =>
        other is not null && Name == other.Name && Values.SequenceEqual(other.Values) && Taken == other.Taken
        && (Counts ?? []).OrderBy(pair => pair.Key).SequenceEqual((other.Counts ?? []).OrderBy(pair => pair.Key));

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
