using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>Writes into the ledger when it is disposed of.</summary>
[SharedObject("thing")]
public sealed class Thing(string key, int size = 0) : IThing, IDisposable
{
    private readonly byte[] _state = new byte[size];
    private readonly Dictionary<string, string> _texts = [];
    private readonly int[,] _grid = new int[4, 4];

    public string Key => key;

    public int Size => _state.Length;

    public double Temperature { get; set; }

    public string this[string key]
    {
        get => _texts[key];
        set => _texts[key] = value;
    }

    public int this[int row, int column]
    {
        get => _grid[row, column];
        set => _grid[row, column] = value;
    }

    public void Fail(string message) => Deeper(message);

    public void Dispose() => Ledger.Note($"{key} disposed");

    private static void Deeper(string message) => throw new InvalidOperationException(message);
}
