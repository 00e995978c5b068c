using System.Net.Sockets;

namespace ObjectServer.IntegrationTests.Delivery.Faults;

/// <summary>One connection through a <see cref="FaultyProxy"/>.</summary>
internal sealed class FaultyConnection(Socket client, Socket server, FaultPlan plan)
{
    private const int MostRecorded = 256 * 1024;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(3);

    private readonly List<byte> _recorded = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _left = plan.Bytes;
    private volatile bool _stalled;
    private volatile bool _broken;

    /// <summary>Completes when the connection has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The proxy has ended it.</summary>
    public bool WasBroken => _broken;

    /// <summary>What the client has sent; nothing when that was too much.</summary>
    public byte[] Recorded => _recorded.Count < MostRecorded ? [.. _recorded] : [];

    /// <summary>Carries until one of the ends, or a fault, ends it.</summary>
    public async Task RunAsync()
    {
        await Task.WhenAll(PumpAsync(client, server, record: true), PumpAsync(server, client, record: false));
        client.Dispose();
        server.Dispose();
        _ended.SetResult();
    }

    public void Cut()
    {
        _broken = true;
        client.Dispose();
        server.Dispose();
    }

    public void Stall()
    {
        _broken = true;
        _stalled = true;
    }

    public void HalfClose()
    {
        _broken = true;
        Shut(server);
    }

    private async Task PumpAsync(Socket from, Socket to, bool record)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                int count = await from.ReceiveAsync(buffer.AsMemory(0, plan.Splits ? 1 + plan.Pick(200) : buffer.Length));
                if (count == 0) break;
                if (record && _recorded.Count < MostRecorded) _recorded.AddRange(buffer.AsSpan(0, count));
                if (plan.Delays && plan.Pick(20) == 0) await Task.Delay(Delay);
                int passed = (int)Math.Clamp(Interlocked.Add(ref _left, -count) + count, 0, count);
                if (!_stalled) await SendAsync(to, buffer.AsMemory(0, passed));
                if (passed < count) Suffer();

                // What comes in is taken all the same: nobody's buffers say that the link is dead.
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Cut(from, to);
            return;
        }

        if (!_stalled) Shut(to);
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await to.SendAsync(bytes)..];
    }

    private void Suffer()
    {
        switch (plan.Fault)
        {
            case Fault.Cut:
                Cut();
                break;
            case Fault.HalfClose:
                HalfClose();
                break;
            case Fault.Stall:
                Stall();
                break;
        }
    }

    private static void Cut(Socket from, Socket to)
    {
        from.Dispose();
        to.Dispose();
    }

    private static void Shut(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }
}
