using System.Collections;
using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractFaultTests
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

    public interface INotMarked
    {
        void Ping();
    }

    [SharedContract]
    public interface IOpen<T>
    {
        T Get();
    }

    [SharedContract]
    public interface IAsyncRef
    {
        Task Swap(ref int left);
    }

    [SharedContract]
    public interface IAsyncOut
    {
        ValueTask<bool> TryGet(out int value);
    }

    [SharedContract]
    public interface IOneWayRef
    {
        [SharedMember(OneWay = true)]
        void Fire(ref int count);
    }

    [SharedContract]
    public interface IOneWayOut
    {
        [SharedMember(OneWay = true)]
        void Fire(out int count);
    }

    [SharedContract]
    public interface IOneWayInit
    {
        [SharedMember(OneWay = true)]
        int Level { get; init; }
    }

    [SharedContract]
    public interface IRefToken
    {
        void Run(ref CancellationToken cancel);
    }

    [SharedContract]
    public interface IOutProgress
    {
        void Run(out IProgress<int> progress);
    }

    [SharedContract]
    public interface IOutTask
    {
        void Run(out Task work);
    }

    [SharedContract]
    public interface IInSpan
    {
        void Fill(in ReadOnlySpan<byte> data);
    }

    [SharedContract]
    public interface IRefNoCodec
    {
        void Where(ref nint place);
    }

    [SharedContract]
    public interface IGenericAction
    {
        void Each<T>(Func<T> pick);
    }

    [SharedContract]
    public interface IGenericSpan
    {
        void Fill<T>(Span<T> data);
    }

    [SharedContract]
    public interface IGenericTask
    {
        void Wait<T>(Task<T> work);
    }

    [SharedContract]
    public unsafe interface IGenericPointer
    {
        void Poke<T>(T* address)
            where T : unmanaged;
    }

    [SharedContract]
    public interface INineTypes
    {
        void Mix<T1, T2, T3, T4, T5, T6, T7, T8, T9>();
    }

    [SharedContract]
    public interface IRefReturn
    {
        ref int Slot(int index);
    }

    [SharedContract]
    public interface IRefProperty
    {
        ref int Current { get; }
    }

    [SharedContract]
    public interface ISpanParameter
    {
        void Fill(Span<byte> data);
    }

    [SharedContract]
    public interface ISpanResult
    {
        ReadOnlySpan<byte> Fill();
    }

    [SharedContract]
    public unsafe interface IPointer
    {
        void Poke(int* address);
    }

    [SharedContract]
    public unsafe interface IFunctionPointer
    {
        void Call(delegate*<int, void> target);
    }

    [SharedContract]
    public interface IStaticAbstract
    {
        static abstract int Make();
    }

    [SharedContract]
    public interface IStaticVirtual
    {
        static virtual int Make() => 0;
    }

    [SharedContract]
    public interface IStaticProperty
    {
        static abstract int Zero { get; }
    }

    [SharedContract]
    public interface IOperator
    {
        static abstract int operator +(IOperator left, int right);
    }

    [SharedContract]
    public interface IEvent
    {
        event Func<int> Changed;
    }

    [SharedContract]
    public interface IDelegateParameter
    {
        void Each(Action<object> action);
    }

    [SharedContract]
    public interface IDelegateResult
    {
        Task<Func<object>> Each();
    }

    [SharedContract]
    public interface IAsyncSequence
    {
        IAsyncEnumerable<object> All();
    }

    [SharedContract]
    public interface IReportingSequence
    {
        IAsyncEnumerable<int> All(IProgress<int> progress);
    }

    [SharedContract]
    public interface IAsyncSequenceParameter
    {
        void All(List<IAsyncEnumerable<int>> source);
    }

    [SharedContract]
    public interface IEnumeratorResult
    {
        IEnumerator All();
    }

    [SharedContract]
    public interface IStreamParameter
    {
        void Copy(Stream[] sources);
    }

    [SharedContract]
    public interface IStreamResult
    {
        FileStream Open();
    }

    [SharedContract]
    public interface INestedTask
    {
        Task<Task> Run();
    }

    [SharedContract]
    public interface INestedValueTask
    {
        ValueTask<ValueTask<int>> Run();
    }

    [SharedContract]
    public interface ITaskParameter
    {
        void Run(Task work);
    }

    [SharedContract]
    public interface ITaskList
    {
        List<Task> Run();
    }

    [SharedContract]
    public interface ITaskProperty
    {
        Task<int> Done { get; }
    }

    [SharedContract]
    public interface IProgressResult
    {
        IProgress<int> Run();
    }

    [SharedContract]
    public interface IProgressClass
    {
        void Run(Progress<int> progress);
    }

    [SharedContract]
    public interface IProgressOfActions
    {
        void Run(IProgress<Action> progress);
    }

    [SharedContract]
    public interface ITokenResult
    {
        CancellationToken Run();
    }

    [SharedContract]
    public interface ITokenProperty
    {
        CancellationToken Stop { get; set; }
    }

    [SharedContract]
    public interface ITwoTokens
    {
        Task Run(CancellationToken soft, CancellationToken hard);
    }

    [SharedContract]
    public interface INoCodec
    {
        nint Where();
    }

    [SharedContract]
    public interface INoCodecParameter
    {
        void Where(nint place);
    }

    [SharedContract]
    public interface INoCodecProperty
    {
        nint Place { get; set; }
    }

    [SharedContract]
    public interface INotPublic
    {
        internal void Hidden();
    }

    [SharedContract]
    public interface IOneWayResult
    {
        [SharedMember(OneWay = true)]
        int Fire();
    }

    [SharedContract]
    public interface IOneWayAsyncResult
    {
        [SharedMember(OneWay = true)]
        Task<int> Fire();
    }

    [SharedContract]
    public interface IOneWayGetter
    {
        [SharedMember(OneWay = true)]
        int Level { get; }
    }

    [SharedContract]
    public interface IOneWayProgress
    {
        [SharedMember(OneWay = true)]
        void Fire(IProgress<int> progress);
    }

    [SharedContract]
    public interface INegativeTimeout
    {
        [SharedMember(TimeoutMs = -1)]
        void Run();
    }

    [SharedContract]
    public interface IManyFaults
    {
        event Func<int> Changed;

        nint Place { get; }

        T Pick<T>(T value, Action<object> action);
    }

    public interface IFaultyBase
    {
        event Func<int> Changed;
    }

    [SharedContract]
    public interface IInheritsFault : IFaultyBase
    {
        void Ping();
    }

    [SharedContract]
    public interface IMentionsFaulty
    {
        IEvent Find();
    }

    [SharedContract]
    public interface ITwoMembers
    {
        void One();

        void Two();
    }
}
