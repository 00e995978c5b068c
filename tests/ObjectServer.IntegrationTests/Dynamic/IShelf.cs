using System.Numerics;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Things of every kind.</summary>
[SharedContract]
public interface IShelf
{
    /// <summary>How full it is, see <see cref="Put"/>.</summary>
    double Level { get; set; }

    float Narrow { get; set; }

    ulong Wide { get; set; }

    DayOfWeek Day { get; set; }

    decimal Price { get; set; }

    BigInteger Huge { get; set; }

    Guid Id { get; set; }

    DateTimeOffset When { get; set; }

    double[] Numbers { get; set; }

    int[,] Grid { get; set; }

    byte[] Bytes { get; set; }

    Part? Part { get; set; }

    IShelf? Next { get; set; }

    IReadOnlyList<IShelf> All { get; }

    int Only { get; }

    /// <summary>Puts a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="copies">How
    /// often.</param>
    string Put(Part part, int copies = 1);

    int CountOf(IReadOnlyDictionary<string, IShelf> shelves);

    void Fail(string message);

    Task<IShelf> SelfAsync();
}
