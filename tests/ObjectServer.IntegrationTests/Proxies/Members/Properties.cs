namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("properties")]
public sealed class Properties : IProperties
{
    private readonly Dictionary<(int Row, int Column), double> _cells = [];
    private readonly Dictionary<(DayOfWeek Day, Guid Id, string? Key), string?> _texts = [];
    private readonly Dictionary<long, int> _written = [];
    private string _secret = "";

    public string? Text
    {
        get
        {
            Reads++;
            return field;
        }
        set;
    }

    public double[] Numbers { get; set; } = [];

    public DayOfWeek? Day { get; set; }

    public int Reads { get; private set; }

    public string Secret
    {
        set => _secret = value;
    }

    public IProperties? Next { get; set; }

    public double this[int row, int column]
    {
        get => _cells[(row, column)];
        set => _cells[(row, column)] = value;
    }

    public string? this[DayOfWeek day, Guid id, string? key]
    {
        get => _texts[(day, id, key)];
        set => _texts[(day, id, key)] = value;
    }

    public int this[string key] => key == "secret" ? _secret.Length : _written[key.Length];

    public int this[long key]
    {
        set => _written[key] = value;
    }
}
