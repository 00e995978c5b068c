namespace ObjectServer.Serving;

/// <summary>
/// Links that are shown when the server has said that it listens, and not before: that line comes first, for who waits for it. Calls may overlap.
/// </summary>
/// <param name="write">Shows one.</param>
internal sealed class HeldBackLinks(Action<Uri> write)
{
    private readonly Lock _gate = new();
    private Uri? _held;
    private bool _released;

    /// <summary>Shows a link, at once or later.</summary>
    public void Show(Uri link)
    {
        lock (_gate)
        {
            _held = link;
            if (_released) write(link);
        }
    }

    /// <summary>Shows links from now on; false when there has been none.</summary>
    public bool Release()
    {
        lock (_gate)
        {
            _released = true;
            if (_held is null) return false;
            write(_held);
            return true;
        }
    }
}
