using System.Security.Cryptography;

namespace ObjectServer.Dashboard.Assets;

/// <summary>A file that pages need, which is in the assembly: nothing comes from elsewhere.</summary>
internal sealed class Asset
{
    private const int HashChars = 12;

    private readonly byte[] _content;

    private Asset(string name, string type)
    {
        using Stream stream = typeof(Asset).Assembly.GetManifestResourceStream($"ObjectServer.Dashboard.Assets.{name}")!;
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        Type = type;
        Path = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(_content))[..HashChars]}/{name}";
    }

    /// <summary>The looks.</summary>
    public static Asset Style { get; } = new("dashboard.css", "text/css; charset=utf-8");

    /// <summary>What keeps pages up to date.</summary>
    public static Asset Script { get; } = new("dashboard.js", "text/javascript; charset=utf-8");

    /// <summary>The sign of the browser's tab.</summary>
    public static Asset Icon { get; } = new("icon.svg", "image/svg+xml");

    /// <summary>Where it is; it changes with the content, which is therefore kept for ever.</summary>
    public string Path { get; }

    private string Type { get; }

    /// <summary>Serves them all.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (Asset asset in (Asset[])[Style, Script, Icon]) endpoints.MapGet(asset.Path, (RequestDelegate)asset.SendAsync);
    }

    private Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = Type;
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return context.Response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }
}
