namespace ObjectServer.Dispatch;

/// <summary>A guarded call that is under way.</summary>
internal interface IFenceEntry
{
    /// <summary>The call has ended. Called once.</summary>
    void Leave();
}
