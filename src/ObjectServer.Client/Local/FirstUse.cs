using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Local;

/// <summary>
/// The first session and the first object of a process cost it mostly loading and compiling. A process that starts a server of its own
/// has nothing else to do until that one listens, and does a good part of it meanwhile.
/// </summary>
internal static class FirstUse
{
    private static int _begun;

    /// <summary>Prepares on a thread of its own, unless this process has had a proxy, or has prepared before. It never fails.</summary>
    public static void Begin()
    {
        if (ProxyFactory.HasMade || Interlocked.Exchange(ref _begun, 1) != 0) return;
        new Thread(Run) { IsBackground = true, Name = "objectserver first use" }.Start();
    }

    /// <summary>Builds the proxies of a contract that stands for all, then what a session consists of. Nothing of it is kept but code.</summary>
    internal static void Prepare()
    {
        _ = ProxyFactory.Prepare(ContractModel.Of(typeof(ISample)));
        ClientSession.Prepare();
    }

    private static void Run()
    {
        try
        {
            Prepare();
        }
        catch
        {
            // What fails here fails again where it is needed, and is told there.
        }
    }

    /// <summary>What most contracts have: a property, a method, and one that is awaited.</summary>
    [SharedContract]
    internal interface ISample
    {
        /// <summary>A property.</summary>
        int Number { get; set; }

        /// <summary>A method.</summary>
        int Add(int number);

        /// <summary>A method that is awaited.</summary>
        Task<int> AddAsync(int number);
    }
}
