using System.Globalization;

namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Raises events and calls delegates that no contract speaks of.</summary>
public class Ticker
{
    private readonly Dictionary<(int, string), double> _cells = [];

    public event Action<int>? Ticked;

    public event EventHandler<Part>? Changed;

    public event EventHandler? Stopped;

    public event Action<string>? Named;

    public event Action<IShelf, DayOfWeek>? Moved;

    public int Handlers => (Ticked?.GetInvocationList().Length ?? 0) + (Changed?.GetInvocationList().Length ?? 0);

    public double this[int row, string column]
    {
        get => _cells.GetValueOrDefault((row, column));
        set => _cells[(row, column)] = value;
    }

    public string this[string name] => $"named {name}";

    public void Tick(int times)
    {
        for (int i = 1; i <= times; i++) Ticked?.Invoke(i);
    }

    public void Change(string name) => Changed?.Invoke(this, new Part(name, [1, 2], 0.5));

    public void Stop() => Stopped?.Invoke(this, EventArgs.Empty);

    public void Name(string name) => Named?.Invoke(name);

    public void Move(IShelf shelf, DayOfWeek day) => Moved?.Invoke(shelf, day);

    public double Integrate(Func<double, double> curve, double from, double to) => (curve(from) + curve(to)) / 2 * (to - from);

    public Task<string> AskAsync(Func<string, Part, Task<string>> question, string name) => question(name, new Part(name, [3], 1));

    public void Each(int[] values, Action<int>? action)
    {
        foreach (int value in values) action?.Invoke(value);
    }

    public bool AreSame(Action<int> one, Action<int> other) => one == other;

    public Func<int, int> Adder(int summand) => value => value + summand;

    public int Apply(Func<int, int> change, int value) => change(value);

    public bool TryRead(string text, out int value, ref string trail)
    {
        trail += $" {text}";
        return int.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    public Ticker Twin(out int handlers)
    {
        handlers = Handlers;
        return new Ticker();
    }

    public string Take(int value) => $"value {value}";

    public string Take(ref int value) => $"variable {value++}";

    public void Fail(ref int value)
    {
        value = 99;
        throw new InvalidOperationException("not so");
    }
}
