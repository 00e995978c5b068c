using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract.Documentation;

/// <summary>Puts what the source says about a contract into its description.</summary>
internal static class ContractDocumentation
{
    /// <summary>Adds the documentation of the contract, its members and their parameters, as far as there is any.</summary>
    /// <param name="description">The contract's own description, members in its order.</param>
    /// <param name="contract">The contract.</param>
    /// <returns><paramref name="description"/>.</returns>
    public static ContractDescription AddTo(ContractDescription description, ContractModel contract)
    {
        string[] ids = [.. contract.Members.Select(IdOf)];
        var assemblies = new Dictionary<Assembly, HashSet<string>> { [contract.Interface.Assembly] = [DocumentationId.Of(contract.Interface)] };
        for (int i = 0; i < ids.Length; i++)
        {
            Assembly assembly = contract.Members[i].DeclaringInterface.Assembly;
            if (!assemblies.TryGetValue(assembly, out HashSet<string>? wanted))
                assemblies.Add(assembly, wanted = []);
            wanted.Add(ids[i]);
        }

        var texts = assemblies.ToDictionary(pair => pair.Key, pair => DocumentationFile.Read(pair.Key, pair.Value));
        description.Documentation = Find(contract.Interface, DocumentationId.Of(contract.Interface))?.Summary ?? "";
        for (int i = 0; i < ids.Length; i++)
        {
            if (Find(contract.Members[i].DeclaringInterface, ids[i]) is { } text)
                Add(description.Members[i], text);
        }

        return description;

        DocumentationText? Find(Type declaring, string id) => texts[declaring.Assembly].GetValueOrDefault(id);
    }

    private static string IdOf(ContractMember member) =>
        member.Property is { } property ? DocumentationId.Of(property) : DocumentationId.Of(member.Method);

    private static void Add(MemberDescription member, DocumentationText text)
    {
        member.Documentation = text.Summary;
        foreach (ParameterDescription parameter in member.Parameters)
            parameter.Documentation = text.Parameters.GetValueOrDefault(parameter.Name, "");
    }
}
