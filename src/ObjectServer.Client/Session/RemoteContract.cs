using ObjectServer.Contract;

namespace ObjectServer.Client.Session;

/// <summary>A contract as this client has it, beside what the server has under the same name.</summary>
/// <param name="Model">The client's.</param>
/// <param name="Comparison">How the server's differs; null when it is the same or not known.</param>
internal sealed record RemoteContract(ContractModel Model, ContractComparison? Comparison)
{
    /// <summary>Refuses a member that the server does not have.</summary>
    /// <exception cref="MemberNotFoundException">The server's contract lacks it.</exception>
    public void Demand(ContractMember member) => Comparison?.Demand(member);
}
