using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractUnloadingTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public void Of_ContractInACollectibleAssembly_DoesNotKeepItAlive()
    {
        WeakReference contract = ReadAndForget();

        // Any number of collections may be needed: what other threads have on their stacks keeps what it keeps.
        for (long start = Stopwatch.GetTimestamp(); contract.IsAlive && Stopwatch.GetElapsedTime(start) < Guard;)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(contract.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ReadAndForget()
    {
        Type type = DynamicAssembly.Contract("Unloaded", TypeAttributes.Public);
        ContractModel.Of(type).Describe();
        return new WeakReference(type);
    }
}
