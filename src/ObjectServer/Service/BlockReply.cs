using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>A block of a sequence as the reply of the unary service: its items by themselves, and where the next one is to be had.</summary>
internal static class BlockReply
{
    /// <summary>The reply that says what a block says.</summary>
    /// <param name="block">Its items, the mark behind them, and what may follow the mark.</param>
    public static InvokeReply Of(Wire.Values block)
    {
        int mark = 0;
        while (block.Items[mark].KindCase != Value.KindOneofCase.Progress) mark++;
        var reply = new InvokeReply { GoesOn = block.Items[mark].Progress == 0 };
        reply.Items.AddRange(block.Items.Take(mark));
        if (mark + 1 < block.Items.Count) reply.Result = block.Items[mark + 1];
        return reply;
    }
}
