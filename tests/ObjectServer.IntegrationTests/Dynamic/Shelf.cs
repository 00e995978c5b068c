using System.Numerics;

namespace ObjectServer.IntegrationTests.Dynamic;

public sealed class Shelf : IShelf
{
    public double Level { get; set; }

    public float Narrow { get; set; }

    public ulong Wide { get; set; }

    public DayOfWeek Day { get; set; }

    public decimal Price { get; set; }

    public BigInteger Huge { get; set; }

    public Guid Id { get; set; }

    public DateTimeOffset When { get; set; }

    public double[] Numbers { get; set; } = [];

    public int[,] Grid { get; set; } = new int[0, 0];

    public byte[] Bytes { get; set; } = [];

    public Part? Part { get; set; }

    public IShelf? Next { get; set; }

    public IReadOnlyList<IShelf> All => Next is null ? [this] : [this, Next, this];

    public int Only => 7;

    public string Put(Part part, int copies = 1) => $"{copies} {part.Name} {string.Join('+', part.Sizes)}";

    public int CountOf(IReadOnlyDictionary<string, IShelf> shelves) => shelves.Values.Count(shelf => ReferenceEquals(shelf, this));

    public void Fail(string message) => throw new InvalidOperationException(message);

    public Task<IShelf> SelfAsync() => Task.FromResult<IShelf>(this);
}
