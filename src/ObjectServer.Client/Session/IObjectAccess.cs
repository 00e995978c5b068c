using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <summary>Which of this side's objects the other side may call, where not all of them. Calls may overlap.</summary>
internal interface IObjectAccess
{
    /// <summary>Whether it may call an object that nobody has handed to it.</summary>
    bool MayCall(SharedObject shared);

    /// <summary>The error for an object that it may not call.</summary>
    AccessDeniedException Refuse(SharedObject shared);
}
