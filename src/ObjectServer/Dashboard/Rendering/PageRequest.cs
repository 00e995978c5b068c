using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using ObjectServer.Admin;
using ObjectServer.Dashboard.Security;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>What a page is asked for. One per request.</summary>
internal sealed class PageRequest
{
    /// <summary>How many rows a table has.</summary>
    public const int Rows = 50;

    private const int MostSearchChars = 200;

    private HttpContext? _context;

    /// <summary>Who asks; null for nobody who is logged in.</summary>
    public Login? Login { get; private set; }

    /// <summary>What the page says above all else; null for nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>There is not what was asked for.</summary>
    public bool IsMissing { get; set; }

    /// <summary>The page's path.</summary>
    public string Path => _context!.Request.Path;

    /// <summary>What is looked for; empty for everything.</summary>
    public string Search => Value("search") is { Length: <= MostSearchChars } text ? text : "";

    /// <summary>By which column a table is sorted; null for its own order.</summary>
    public string? Sort => Value("sort");

    /// <summary>Whether the largest come first.</summary>
    public bool IsDescending => Value("order") == "down";

    /// <summary>The first row that is shown.</summary>
    public int Skip => Math.Max(0, Page - 1) * Rows;

    /// <summary>Which part of a table is shown, from 1.</summary>
    public int Page => int.TryParse(Value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out int page) ? Math.Clamp(page, 1, 1_000_000) : 1;

    /// <summary>The part of a listing that is asked for.</summary>
    /// <param name="sorts">By what it can be sorted; asked for anything else, it has its own order.</param>
    public ListQuery Query(IReadOnlyList<string> sorts) => new(Skip, Rows, Search, sorts.Contains(Sort) ? Sort! : "", IsDescending);

    /// <summary>Takes the request.</summary>
    public void Begin(HttpContext context, string? notice)
    {
        _context = context;
        Login = context.Features.Get<Login>();
        Notice = notice;
    }

    /// <summary>A part of the path that the route names.</summary>
    public string Route(string name) => _context!.Request.RouteValues[name] as string ?? "";

    /// <summary>A value of the query; null for none.</summary>
    public string? Value(string name) => _context!.Request.Query[name] is [{ } one] ? one : null;

    /// <summary>The page's address with other values.</summary>
    public string With(params (string Name, string? Value)[] others)
    {
        var query = new QueryBuilder();
        foreach (string name in (string[])["search", "sort", "order", "page", "state"])
        {
            string? value = others.FirstOrDefault(other => other.Name == name) is { Name: not null } other ? other.Value : Value(name);
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        }

        return Path + query.ToQueryString();
    }
}
