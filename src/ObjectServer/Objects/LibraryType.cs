using System.Collections.Concurrent;
using ObjectServer.Contract;

namespace ObjectServer.Objects;

/// <summary>
/// A class of the library's own, of which every server makes objects for its clients. What is known of it by reflection is read when the first object
/// is asked for. Calls may overlap.
/// </summary>
/// <param name="name">The type name that clients give, without type arguments.</param>
/// <param name="class">The class; with type parameters if the contract has them, the same ones.</param>
/// <param name="contract">Its contract.</param>
internal sealed class LibraryType(string name, Type @class, Type contract)
{
    // The runtime never gives the memory of a combination back, so there is no use in making room for another one.
    private const int MostForms = 1024;

    private readonly ConcurrentDictionary<TypeArgumentList, TypeRegistration> _forms = new();
    private readonly Lock _gate = new();
    private int _count;

    /// <summary>A class of the name that clients give.</summary>
    /// <param name="class">As for the other constructor.</param>
    /// <param name="contract">As for the other constructor; <see cref="LibraryContractAttribute"/> gives it that name.</param>
    public LibraryType(Type @class, Type contract)
        : this(@class.Name.Split('`')[0], @class, contract)
    {
    }

    /// <summary>The type name that clients give, without type arguments.</summary>
    public string Name => name;

    /// <summary>How many type arguments it takes.</summary>
    public int TypeParameters { get; } = @class.IsGenericTypeDefinition ? @class.GetGenericArguments().Length : 0;

    /// <summary>Its forms that have been asked for.</summary>
    public IEnumerable<TypeRegistration> Made => _forms.Values;

    /// <summary>The type with its type arguments given.</summary>
    /// <exception cref="ArgumentException">It does not take them; the message says why.</exception>
    /// <exception cref="LimitExceededException">There are as many other combinations as there may be.</exception>
    public TypeRegistration Close(Type[] typeArguments)
    {
        var key = new TypeArgumentList(typeArguments);
        return _forms.TryGetValue(key, out TypeRegistration? known) ? known : Make(key);
    }

    /// <summary>The contract with its type arguments given.</summary>
    public Type ContractOf(Type[] typeArguments) => TypeParameters == 0 ? contract : contract.MakeGenericType(typeArguments);

    private TypeRegistration Make(TypeArgumentList key)
    {
        lock (_gate)
        {
            if (_forms.TryGetValue(key, out TypeRegistration? made)) return made;
            if (_count >= MostForms) throw new LimitExceededException($"the number of combinations of type arguments of {name}", MostForms, _count + 1, name);
            Type form;
            try
            {
                form = TypeParameters == 0 ? @class : @class.MakeGenericType(key.Types);
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"{name} does not take the type arguments {TypeNames.Of(key.Types)}: {e.Message}", e);
            }

            var registration = new TypeRegistration(name, form, ObjectConcurrency.Concurrent, [ContractModel.Of(ContractOf(key.Types))]);
            _forms[key] = registration;
            _count++;
            return registration;
        }
    }
}
