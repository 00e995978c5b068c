using ObjectServer.Contract;

namespace ObjectServer.Client.Session;

/// <summary>A contract as the client has it, beside what the server has under the same name.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Comparison">How the server's differs; null when it is the same, not known, or all that there is.</param>
internal sealed record RemoteContract(string Name, ContractComparison? Comparison)
{
    /// <summary>The client's own; null where it is known by its description alone.</summary>
    public ContractModel? Model { get; init; }

    /// <summary>Refuses a member that the server does not have.</summary>
    /// <exception cref="MemberNotFoundException">The server's contract lacks it.</exception>
    public void Demand(ContractMember member) => Comparison?.Demand(member);
}
