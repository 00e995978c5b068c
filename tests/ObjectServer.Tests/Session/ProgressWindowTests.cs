using ObjectServer.Client.Session;

namespace ObjectServer.Tests.Session;

public sealed class ProgressWindowTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Reports_BeyondTheWindow_WaitForACredit()
    {
        var window = new ProgressWindow();
        for (int i = 0; i < 256; i++) Assert.True(window.Enter());

        Task<bool> beyond = Task.Run(window.Enter);
        Assert.False(beyond.IsCompleted);
        window.Credit(1);

        Assert.True(await beyond.WaitAsync(Guard));
    }

    [Fact]
    public async Task Reporter_Waiting_IsLetGoWhenNobodyWantsReports()
    {
        var window = new ProgressWindow();
        for (int i = 0; i < 256; i++) window.Enter();
        Task<bool> beyond = Task.Run(window.Enter);

        window.Close();

        Assert.False(await beyond.WaitAsync(Guard));
        Assert.False(window.Enter());
    }
}
