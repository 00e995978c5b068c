using System.Collections;

namespace ObjectServer.Contracts.Tests.Contract;

/// <content>The faulty contracts.</content>
public sealed partial class ContractFaultTests
{
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
