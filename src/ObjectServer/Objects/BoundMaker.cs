namespace ObjectServer.Objects;

/// <summary>A constructor or factory with its arguments, ready to run.</summary>
/// <param name="Maker">The constructor or factory.</param>
/// <param name="Arguments">Its arguments; those at the places in <paramref name="Services"/> are still to be found.</param>
/// <param name="Services">Places of the parameters that dependency injection gives.</param>
internal sealed record BoundMaker(ObjectMaker Maker, object?[] Arguments, IReadOnlyList<int> Services)
{
    /// <summary>Makes the object.</summary>
    /// <exception cref="ObjectServerException">The constructor is the library's own, and threw it.</exception>
    /// <exception cref="ConstructorFailedException">The constructor or factory threw, or the factory returned null.</exception>
    public object Invoke(IServiceProvider? services)
    {
        try
        {
            foreach (int place in Services) Arguments[place] = services!.GetRequiredService(Maker.Parameters[place].ParameterType);
            return Maker.Make(Arguments) ?? throw new InvalidOperationException($"The factory {Maker} returned null where an object was to be made.");
        }
        catch (Exception e) when (e is not ObjectServerException || !Maker.IsOfLibrary)
        {
            throw new ConstructorFailedException(e);
        }
    }
}
