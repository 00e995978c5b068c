namespace ObjectServer.IntegrationTests.Pools;

/// <summary>Items that fail.</summary>
internal static class Input
{
    /// <summary>Some numbers, and then an error.</summary>
    public static IEnumerable<int> FailingAfter(int count)
    {
        for (int i = 0; i < count; i++) yield return i;
        throw new InvalidDataException("The items failed.");
    }
}
