using System.Collections.Concurrent;

namespace ObjectServer.Contract;

/// <summary>
/// What is made of a generic method for each combination of type arguments, made once and kept. The runtime never gives the memory of a
/// combination back, so that making room for another one would bound nothing: once there are <see cref="Most"/>, further ones are refused,
/// and those that there are go on working. Calls may overlap.
/// </summary>
/// <param name="member">The generic method.</param>
/// <param name="make">Makes it, from the method with its type arguments given.</param>
internal sealed class ClosedForms<T>(ContractMember member, Func<ContractMember, T> make)
    where T : class
{
    /// <summary>
    /// The most combinations of one method. All of the fixed types fit for a method of one type parameter, and for one of two those of some
    /// thirty types.
    /// </summary>
    public const int Most = 1024;

    private readonly ConcurrentDictionary<TypeArgumentList, T> _forms = new();
    private readonly Lock _gate = new();
    private int _count;

    /// <summary>What there is for these type arguments.</summary>
    /// <exception cref="ArgumentEncodingException">The method cannot take them.</exception>
    /// <exception cref="LimitExceededException">There are as many other combinations as there may be.</exception>
    public T Of(Type[] typeArguments)
    {
        var key = new TypeArgumentList(typeArguments);
        return _forms.TryGetValue(key, out T? form) ? form : Add(key);
    }

    private T Add(TypeArgumentList key)
    {
        lock (_gate)
        {
            if (_forms.TryGetValue(key, out T? made)) return made;
            if (_count >= Most)
            {
                throw new LimitExceededException(
                    "the number of combinations of type arguments that one generic method is called with", Most, _count + 1, member.ToString());
            }

            T form = make(member.Close(key.Types));
            _forms[key] = form;
            _count++;
            return form;
        }
    }
}
