namespace ObjectServer.Types.Collections;

/// <content>Many elements at one moment.</content>
internal sealed partial class SharedSet<T>
{
    /// <inheritdoc/>
    public Task<int> AddRangeAsync(T[] items, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        lock (_gate)
        {
            DemandRoom(items);
            return Task.FromResult(items.Count(Put));
        }
    }

    /// <inheritdoc/>
    public Task<int> RemoveManyAsync(T[] items, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        lock (_gate) return Task.FromResult(items.Count(TakeOut));
    }

    /// <inheritdoc/>
    public Task<bool[]> ContainsManyAsync(T[] items, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        lock (_gate) return Task.FromResult(Array.ConvertAll(items, _items.Contains));
    }

    /// <inheritdoc/>
    public Task<T[]> TakeAsync(int most, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        lock (_gate)
        {
            T[] taken = [.. _items.Take(most)];
            foreach (T item in taken) TakeOut(item);
            return Task.FromResult(taken);
        }
    }

    /// <inheritdoc/>
    public void Apply(SharedSetOperation operation, T[] other)
    {
        ArgumentNullException.ThrowIfNull(other);
        lock (_gate)
        {
            switch (operation)
            {
                case SharedSetOperation.Union:
                    DemandRoom(other);
                    foreach (T item in other) Put(item);
                    break;
                case SharedSetOperation.Intersect:
                    var kept = new HashSet<T>(other);
                    foreach (T item in _items.Where(item => !kept.Contains(item)).ToArray()) TakeOut(item);
                    break;
                case SharedSetOperation.Except:
                    foreach (T item in other) TakeOut(item);
                    break;
                case SharedSetOperation.SymmetricExcept:
                    HashSet<T> distinct = [.. other];
                    int both = distinct.Count(_items.Contains);
                    _limit.Demand(_items.Count - both + (long)(distinct.Count - both));
                    T[] added = [.. distinct.Where(item => !_items.Contains(item))];
                    foreach (T item in distinct) TakeOut(item);
                    foreach (T item in added) Put(item);
                    break;
                default:
                    throw Unknown(operation);
            }
        }
    }

    /// <inheritdoc/>
    public Task<T[]> CombineAsync(SharedSetOperation operation, T[] other, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<T> result;
        lock (_gate) result = [.. _holds.Keep([.. _items])];
        switch (operation)
        {
            case SharedSetOperation.Union:
                result.UnionWith(other);
                break;
            case SharedSetOperation.Intersect:
                result.IntersectWith(other);
                break;
            case SharedSetOperation.Except:
                result.ExceptWith(other);
                break;
            case SharedSetOperation.SymmetricExcept:
                result.SymmetricExceptWith(other);
                break;
            default:
                throw Unknown(operation);
        }

        return Task.FromResult(result.ToArray());
    }

    /// <inheritdoc/>
    public bool Compare(SharedSetRelation relation, T[] other)
    {
        ArgumentNullException.ThrowIfNull(other);
        lock (_gate)
        {
            return relation switch
            {
                SharedSetRelation.Equal => _items.SetEquals(other),
                SharedSetRelation.Subset => _items.IsSubsetOf(other),
                SharedSetRelation.ProperSubset => _items.IsProperSubsetOf(other),
                SharedSetRelation.Superset => _items.IsSupersetOf(other),
                SharedSetRelation.ProperSuperset => _items.IsProperSupersetOf(other),
                SharedSetRelation.Overlapping => _items.Overlaps(other),
                _ => throw Unknown(relation),
            };
        }
    }

    private static ArgumentOutOfRangeException Unknown<TChoice>(TChoice choice)
        where TChoice : struct, Enum =>
        new(typeof(TChoice).Name, choice, $"{choice} is none of {string.Join(", ", Enum.GetNames<TChoice>())}.");

    // Counted exactly only where it matters: for a set that is nearly full.
    private void DemandRoom(T[] items)
    {
        if (_items.Count + (long)items.Length > _limit.Most) _limit.Demand(_items.Count + items.Distinct().LongCount(item => !_items.Contains(item)));
    }
}
