using Microsoft.Playwright;

namespace ObjectServer.Dashboard.Tests.Infrastructure;

/// <summary>One browser for all tests; each has a window of its own, which remembers nothing of others.</summary>
public sealed class Browser : IAsyncLifetime
{
    // Against hanging; a machine that builds something else meanwhile is slow.
    private const float GuardMs = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(GuardMs);

        // The sandbox refuses to work for root, which tests in containers often are.
        string[] arguments = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = arguments });
    }

    /// <summary>Opens a window.</summary>
    internal Task<IBrowserContext> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900) =>
        (_browser ?? throw new InvalidOperationException(Chromium.Missing)).NewContextAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
