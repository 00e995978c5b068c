using System.Collections.Frozen;
using ObjectServer.Contract;

namespace ObjectServer.Objects;

/// <summary>The classes that clients may create objects of, by name. Immutable.</summary>
internal sealed class TypeRegistry
{
    private readonly FrozenDictionary<string, TypeRegistration> _byName;

    /// <exception cref="InvalidOperationException">
    /// Two registrations have the same name, or a member is to return a type that is not registered.
    /// </exception>
    public TypeRegistry(IEnumerable<TypeRegistration> registrations)
    {
        var byName = new Dictionary<string, TypeRegistration>(StringComparer.Ordinal);
        foreach (TypeRegistration registration in registrations)
        {
            if (!byName.TryAdd(registration.Name, registration) && !IsSame(byName[registration.Name], registration))
            {
                throw new InvalidOperationException(
                    $"Both {byName[registration.Name].Class} and {registration.Class} are registered as \"{registration.Name}\"; names are unique.");
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
        foreach (TypeRegistration registration in _byName.Values.Where(registration => registration.Type is not null)) Resolve(registration);
    }

    /// <summary>All registrations.</summary>
    public IEnumerable<TypeRegistration> All => _byName.Values;

    /// <summary>The type of that name; null when there is none.</summary>
    public TypeRegistration? TryFind(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The type of that name; without a name, the one that implements the contract.</summary>
    /// <param name="name">The type's name; empty for none.</param>
    /// <param name="contract">Full name of a contract.</param>
    /// <param name="shows">Which types may be chosen or told; null for all.</param>
    /// <param name="library">Names of types that are found elsewhere, to be told of.</param>
    /// <exception cref="TypeNotRegisteredException">There is none, or more than one.</exception>
    public TypeRegistration Find(string name, string contract, Func<string, bool>? shows = null, IEnumerable<string>? library = null)
    {
        IEnumerable<string> shown = shows is null ? _byName.Keys : _byName.Keys.Where(shows);
        if (name.Length > 0) return TryFind(name) ?? throw new TypeNotRegisteredException(name, NearestNames.To(name, shown.Concat(library ?? []), 5));

        TypeRegistration[] fitting = [.. shown.Select(type => _byName[type]).Where(registration => registration.Contracts.Any(model => model.Name == contract))];
        return fitting.Length switch
        {
            1 => fitting[0],
            0 => throw new TypeNotRegisteredException(contract, NearestNames.To(contract, shown, 5)),
            _ => throw new TypeNotRegisteredException(
                $"{contract}: {fitting.Length} types implement it; name one of them in CreateOptions.Type",
                [.. fitting.Select(registration => registration.Name).Order(StringComparer.Ordinal)]),
        };
    }

    // The same class twice is one registration; what a selection or a factory says differs from any other.
    private static bool IsSame(TypeRegistration one, TypeRegistration other) =>
        one.Class == other.Class && (one.Type, one.Factory, other.Type, other.Factory) is (null, null, null, null);

    // Types may return each other, whichever was registered first.
    private void Resolve(TypeRegistration registration)
    {
        foreach (ContractMember member in registration.Contracts[0].Members)
        {
            if (member.ReturnedAs is not { } returned) continue;
            if (!_byName.TryGetValue(returned.TypeName, out TypeRegistration? named))
            {
                throw new InvalidOperationException(
                    $"{member.Name} of \"{registration.Name}\" is to return a \"{returned.TypeName}\", which is not registered."
                    + Errors.CandidateText.After("Nearest", NearestNames.To(returned.TypeName, _byName.Keys, 3)));
            }

            if (!named.Class.IsAssignableTo(member.ResultType) && !member.ResultType.IsAssignableTo(named.Class))
            {
                throw new InvalidOperationException(
                    $"{member.Name} of \"{registration.Name}\" is to return a \"{returned.TypeName}\", which is {named.Class}; it is declared to return {member.ResultType}.");
            }

            returned.Resolve(named.Contracts[0]);
        }
    }
}
