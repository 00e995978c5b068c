using ObjectServer.Contract;

namespace ObjectServer.Objects;

/// <summary>The named objects, including those that are being made. Calls may overlap; no constructor runs under its lock.</summary>
internal sealed class NameTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<SharedObject>> _objects = new(StringComparer.Ordinal);

    /// <summary>The object of that name, once it is made; null when there is none.</summary>
    public Task<SharedObject>? Find(string name)
    {
        lock (_gate) return _objects.GetValueOrDefault(name);
    }

    /// <summary>
    /// Makes the object of a name unless there is one; however many ask at once, <paramref name="make"/> runs once. A name whose
    /// object could not be made is free again.
    /// </summary>
    public Task<SharedObject> GetOrAdd(string name, Func<Task<SharedObject>> make, out bool added)
    {
        var completion = new TaskCompletionSource<SharedObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            added = false;
            if (_objects.TryGetValue(name, out Task<SharedObject>? known)) return known;
            _objects.Add(name, completion.Task);
            added = true;
        }

        _ = MakeAsync(name, make, completion);
        return completion.Task;
    }

    /// <summary>Takes a name away and returns its object; null when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="only">The object that must have it; null for any.</param>
    public Task<SharedObject>? Remove(string name, Task<SharedObject>? only = null)
    {
        lock (_gate)
        {
            if (only is not null && _objects.GetValueOrDefault(name) != only) return null;
            return _objects.Remove(name, out Task<SharedObject>? removed) ? removed : null;
        }
    }

    /// <summary>Names near to one that was not found.</summary>
    /// <param name="name">The name.</param>
    /// <param name="shows">Which names may be told; null for all.</param>
    public IReadOnlyList<string> Nearest(string name, Func<string, bool>? shows = null)
    {
        lock (_gate) return NearestNames.To(name, shows is null ? _objects.Keys : _objects.Keys.Where(shows), 5);
    }

    private async Task MakeAsync(string name, Func<Task<SharedObject>> make, TaskCompletionSource<SharedObject> completion)
    {
        try
        {
            SharedObject made = await make();
            made.SetName(name);
            completion.SetResult(made);
        }
        catch (Exception e)
        {
            // The name may have been taken away meanwhile, and given to another object.
            lock (_gate)
            {
                if (_objects.TryGetValue(name, out Task<SharedObject>? mine) && mine == completion.Task) _objects.Remove(name);
            }

            completion.SetException(e);
        }
    }
}
