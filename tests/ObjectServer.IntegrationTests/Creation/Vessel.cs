namespace ObjectServer.IntegrationTests.Creation;

public sealed class Vessel : IVessel
{
    public Vessel(int size) => Made = $"int {size}";

    public Vessel(double size) => Made = $"double {size}";

    public Vessel(string name, ulong seed) => Made = $"string {name} ulong {seed}";

    public Vessel(byte small, byte other) => Made = $"bytes {small} {other}";

    public Vessel(Supplier supplier, Guid id) => Made = $"{supplier.Name} {id}";

    public Vessel(bool first, long second = 8, string? third = null) => Made = $"bool {first} long {second} {third ?? "null"}";

    public Vessel(TimeSpan fails) => throw new InvalidOperationException($"not for {fails}");

    public string Made { get; }
}
