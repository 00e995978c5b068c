using System.Buffers;
using ObjectServer.Client.Session;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.Session.Batches;

/// <content>What the calls of a batch name, found before any of them runs.</content>
internal sealed partial class AtomicBatch
{
    /// <summary>Finds and pins all objects and members; false when the batch is refused, or over.</summary>
    private bool TryPrepare(BatchCalls asked)
    {
        var steps = new List<BatchStep>(Math.Min(asked.Calls.Count, MaxCalls));
        (int failed, Exception? refusal) = Find(asked, steps);
        BatchEntry[] entries = refusal is null ? Entries(steps, ref failed, ref refusal) : [];
        bool over;
        lock (_gate)
        {
            over = _state == BatchState.Over;
            if (!over && refusal is null)
            {
                _steps = [.. steps];
                _entries = entries;
                _awaited = entries.Length + 1;
                return true;
            }
        }

        foreach (BatchStep step in steps) step.Target.Unpin();
        foreach (BatchCall call in asked.Calls) GiveBack(call);
        if (!over) Answer(failed, refusal!);
        return false;
    }

    private (int Failed, Exception? Refusal) Find(BatchCalls asked, List<BatchStep> steps)
    {
        if (asked.Calls.Count > MaxCalls) return (0, new LimitExceededException("the calls of a batch", MaxCalls, asked.Calls.Count, "The batch"));
        foreach (BatchCall call in asked.Calls)
        {
            var frame = new CallFrame
            {
                Object = call.Object,
                Member = call.Member,
                Depth = _depth,
                TypeArguments = call.TypeArguments.Count > 0 ? [.. call.TypeArguments] : null,
            };
            if (_session.Served.Refusal(frame, out SharedObject? target, out MemberInvoker? invoker) is { } refusal) return (steps.Count, refusal);
            steps.Add(new BatchStep(target!, invoker!, call));
        }

        return (0, null);
    }

    /// <summary>One entry for each serialized object, in the order of their ids.</summary>
    private BatchEntry[] Entries(List<BatchStep> steps, ref int failed, ref Exception? refusal)
    {
        var entries = new List<BatchEntry>();
        foreach (IGrouping<SharedObject, BatchStep> calls in steps.Where(step => step.Target.Gate is not null).GroupBy(step => step.Target).OrderBy(calls => calls.Key.Id))
        {
            refusal = IncomingCalls.Refusal(_outerChain, _depth, calls.Key, "for a batch of calls");
            if (refusal is not null)
            {
                failed = steps.IndexOf(calls.First());
                return [];
            }

            bool readOnly = calls.All(step => step.Invoker.Member.ReadOnly);
            entries.Add(new BatchEntry(this, calls.Key, _outerChain != 0 ? _outerChain : Chain, readOnly));
        }

        return [.. entries];
    }

    /// <summary>Lets go of calls that will not run.</summary>
    private void DropFrom(int first)
    {
        foreach (BatchStep step in _steps.AsSpan(first))
        {
            step.Target.Unpin();
            GiveBack(step.Asked);
        }
    }

    private void GiveBack(BatchCall call) => _session.References.GiveBack(new ReadOnlySequence<byte>(call.Arguments.Memory));
}
