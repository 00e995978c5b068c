using System.Net;
using System.Text.RegularExpressions;

namespace ObjectServer.Dashboard.Tests.Infrastructure;

/// <summary>Asks for pages with whatever headers, which no browser would send.</summary>
internal sealed partial class DashboardClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;

    public DashboardClient(Uri address)
    {
        _address = address;
        _http = new HttpClient(new HttpClientHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),

            // Certificates of tests are signed by nobody.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        });
    }

    /// <summary>The dashboard's origin.</summary>
    public string Origin => _address.GetLeftPart(UriPartial.Authority);

    /// <summary>Logs in by a link.</summary>
    public async Task LoginAsync(Uri link)
    {
        using HttpResponseMessage reply = await PostAsync("/login", new() { ["link"] = link.Fragment[1..] });
        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
    }

    /// <summary>Logs in by a key.</summary>
    public Task<HttpResponseMessage> LoginAsync(string name, string key) => PostAsync("/login", new() { ["name"] = name, ["key"] = key });

    /// <summary>Asks.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(_address, path));
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _http.SendAsync(request);
    }

    /// <summary>A page, with its texts as one reads them.</summary>
    public async Task<string> GetAsync(string path)
    {
        using HttpResponseMessage reply = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form as a page of the dashboard would.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Origin", origin ?? Origin);
        return _http.SendAsync(request);
    }

    /// <summary>What the forms of this login carry.</summary>
    public async Task<string> FormTokenAsync() => FormToken().Match(await GetAsync("/")).Groups[1].Value;

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"form-token\" value=\"([0-9a-f]+)\"")]
    private static partial Regex FormToken();
}
