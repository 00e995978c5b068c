using ObjectServer.Dispatch;

namespace ObjectServer.Tests.Dispatch;

/// <summary>A call that notes when it may run.</summary>
internal sealed class TestCall : GatedCall
{
    private readonly List<string> _started;
    private readonly string _name;

    public TestCall(string name, List<string> started, bool readOnly = false, ulong chain = 0)
    {
        _name = name;
        _started = started;
        IsReadOnly = readOnly;
        Chain = chain;
    }

    public bool Abandoned { get; set; }

    public override bool IsAbandoned => Abandoned;

    public LimitExceededException? Refusal { get; private set; }

    public override string Errand => _name;

    public override void Start() => _started.Add(_name);

    public override void Refuse(LimitExceededException reason) => Refusal = reason;

    /// <summary>Enters, and starts at once when it may.</summary>
    public TestCall Enter(ObjectGate gate)
    {
        if (gate.TryEnter(this)) Start();
        return this;
    }
}
