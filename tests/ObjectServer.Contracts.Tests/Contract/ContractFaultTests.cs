using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed partial class ContractFaultTests
{
    [Theory]
    [InlineData(typeof(string), "System.String is not an interface")]
    [InlineData(typeof(INotMarked), "is not marked [SharedContract]")]
    [InlineData(typeof(IOpen<>), "open generic interface")]
    [InlineData(typeof(IAsyncRef), "Swap: parameter left is ref or out, but an asynchronous member returns before it has a value")]
    [InlineData(typeof(IAsyncOut), "TryGet: parameter value is ref or out, but an asynchronous member returns before it has a value")]
    [InlineData(typeof(IOneWayRef), "Fire: nobody waits for what a one-way member writes to parameter count")]
    [InlineData(typeof(IOneWayOut), "Fire: nobody waits for what a one-way member writes to parameter count")]
    [InlineData(typeof(IOneWayInit), "Level: a one-way member has no result")]
    [InlineData(typeof(IRefToken), "Run: parameter cancel of type System.Threading.CancellationToken belongs to a call")]
    [InlineData(typeof(IOutProgress), "Run: parameter progress of type System.IProgress<System.Int32> belongs to a call")]
    [InlineData(typeof(IOutTask), "Run: parameter work of type System.Threading.Tasks.Task is a task")]
    [InlineData(typeof(IInSpan), "Fill: parameter data of type System.ReadOnlySpan<System.Byte> lives on the stack alone")]
    [InlineData(typeof(IRefNoCodec), "Where: parameter place of type System.IntPtr cannot travel: ")]
    [InlineData(typeof(IGenericAction), "Each: parameter pick of type System.Func<T0> is a delegate")]
    [InlineData(typeof(IGenericSpan), "Fill: parameter data of type System.Span<T0> lives on the stack alone")]
    [InlineData(typeof(IGenericTask), "Wait: parameter work of type System.Threading.Tasks.Task<T0> is a task")]
    [InlineData(typeof(IGenericPointer), "Poke: parameter address of type T0* is a pointer")]
    [InlineData(typeof(INineTypes), "Mix: it has 9 type parameters; a call can give 8")]
    [InlineData(typeof(IRefReturn), "Slot: it returns a reference to a variable")]
    [InlineData(typeof(IRefProperty), "Current: it returns a reference to a variable")]
    [InlineData(typeof(ISpanParameter), "Fill: parameter data of type System.Span<System.Byte> lives on the stack alone")]
    [InlineData(typeof(ISpanResult), "Fill: its result System.ReadOnlySpan<System.Byte> lives on the stack alone")]
    [InlineData(typeof(IPointer), "Poke: parameter address of type System.Int32* is a pointer")]
    [InlineData(typeof(IFunctionPointer), "Call: parameter target of type delegate* is a pointer")]
    [InlineData(typeof(IStaticAbstract), "Make: static members and operators")]
    [InlineData(typeof(IStaticVirtual), "Make: static members and operators")]
    [InlineData(typeof(IStaticProperty), "Zero: static members and operators")]
    [InlineData(typeof(IOperator), "op_Addition: static members and operators")]
    [InlineData(typeof(IEvent), "Changed: its handlers return System.Int32")]
    [InlineData(typeof(IDelegateParameter), "Each: parameter action of type System.Action<System.Object> is a delegate that")]
    [InlineData(typeof(IDelegateResult), "Each: its result System.Func<System.Object> is a delegate that")]
    [InlineData(typeof(IAsyncSequence), "All: its result System.Collections.Generic.IAsyncEnumerable<System.Object> is a sequence of what cannot be sent: System.Object cannot travel")]
    [InlineData(typeof(IAsyncSequenceParameter), "All: parameter source of type System.Collections.Generic.List<System.Collections.Generic.IAsyncEnumerable<System.Int32>> is an asynchronous sequence, which can be a parameter")]
    [InlineData(typeof(IReportingSequence), "All: parameter progress reports what a call does")]
    [InlineData(typeof(IEnumeratorResult), "All: its result System.Collections.IEnumerator is an enumerator")]
    [InlineData(typeof(IStreamParameter), "Copy: parameter sources of type System.IO.Stream[] is a stream, which can be a parameter")]
    [InlineData(typeof(IStreamResult), "Open: its result System.IO.FileStream is a stream")]
    [InlineData(typeof(INestedTask), "Run: its result System.Threading.Tasks.Task is a task")]
    [InlineData(typeof(INestedValueTask), "Run: its result System.Threading.Tasks.ValueTask<System.Int32> is a task")]
    [InlineData(typeof(ITaskParameter), "Run: parameter work of type System.Threading.Tasks.Task is a task")]
    [InlineData(typeof(ITaskList), "Run: its result System.Collections.Generic.List<System.Threading.Tasks.Task> is a task")]
    [InlineData(typeof(ITaskProperty), "Done: a property cannot be asynchronous")]
    [InlineData(typeof(IProgressResult), "Run: its result System.IProgress<System.Int32> belongs to a call")]
    [InlineData(typeof(IProgressClass), "Run: parameter progress of type System.Progress<System.Int32> belongs to a call")]
    [InlineData(typeof(IProgressOfActions), "Run: parameter progress of type System.Action is a delegate")]
    [InlineData(typeof(ITokenResult), "Run: its result System.Threading.CancellationToken belongs to a call")]
    [InlineData(typeof(ITokenProperty), "Stop: its type System.Threading.CancellationToken belongs to a call")]
    [InlineData(typeof(ITwoTokens), "Run: a call has one cancellation")]
    [InlineData(typeof(INoCodec), "Where: its result System.IntPtr cannot travel: ")]
    [InlineData(typeof(INoCodecParameter), "Where: parameter place of type System.IntPtr cannot travel: ")]
    [InlineData(typeof(INoCodecProperty), "Place: its type System.IntPtr cannot travel: ")]
    [InlineData(typeof(INotPublic), "Hidden: it is not public")]
    [InlineData(typeof(IOneWayResult), "Fire: a one-way member has no result")]
    [InlineData(typeof(IOneWayAsyncResult), "Fire: a one-way member has no result")]
    [InlineData(typeof(IOneWayGetter), "Level: a one-way member has no result")]
    [InlineData(typeof(IOneWayProgress), "Fire: nobody waits for the progress")]
    [InlineData(typeof(INegativeTimeout), "Run: TimeoutMs is -1")]
    public void Of_OneFault_NamesTheMemberAndTheReason(Type type, string expected)
    {
        var exception = Assert.Throws<InvalidContractException>(() => ContractModel.Of(type));

        Assert.Equal(type, exception.ContractType);
        Assert.Contains(expected, Assert.Single(exception.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ManyFaults_ListsThemAll()
    {
        var exception = Assert.Throws<InvalidContractException>(() => ContractModel.Of(typeof(IManyFaults)));

        Assert.Equal(3, exception.Faults.Count);
        Assert.All(exception.Faults, fault => Assert.Contains(fault, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_FaultInAnInheritedInterface_NamesThatInterface()
    {
        var exception = Assert.Throws<InvalidContractException>(() => ContractModel.Of(typeof(IInheritsFault)));

        string fault = Assert.Single(exception.Faults);
        Assert.StartsWith("ObjectServer.Contracts.Tests.Contract.ContractFaultTests+IFaultyBase.Changed:", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FaultyContract_FailsEachTime()
    {
        Assert.Throws<InvalidContractException>(() => ContractModel.Of(typeof(IEvent)));

        Assert.Throws<InvalidContractException>(() => ContractModel.Of(typeof(IEvent)));
    }

    [Fact]
    public void Of_ContractThatMentionsAFaultyOne_FailsWhenThatIsUsed()
    {
        ContractModel model = ContractModel.Of(typeof(IMentionsFaulty));

        var exception = Assert.Throws<InvalidContractException>(() => model.Members[0].ResultContract);

        Assert.Equal(typeof(IEvent), exception.ContractType);
    }

    [Fact]
    public void Read_MembersWithTheSameId_IsAFaultThatNamesThem()
    {
        List<string> faults = [];

        new ContractReader(typeof(ITwoMembers), (_, _) => 7, faults).Read();

        string fault = Assert.Single(faults);
        Assert.Contains("::One():System.Void", fault, StringComparison.Ordinal);
        Assert.Contains("::Two():System.Void", fault, StringComparison.Ordinal);
    }
}
