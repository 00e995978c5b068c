using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractUnloadingTests
{
    [Fact]
    public void Of_ContractInACollectibleAssembly_DoesNotKeepItAlive()
    {
        WeakReference contract = ReadAndForget();

        for (int i = 0; i < 20 && contract.IsAlive; i++)
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
