using System.Reflection;

namespace ObjectServer.Objects;

/// <summary>A constructor with its arguments, ready to run.</summary>
/// <param name="Constructor">The constructor.</param>
/// <param name="Arguments">Its arguments; those at the places in <paramref name="Services"/> are still to be found.</param>
/// <param name="Services">Places of the parameters that dependency injection gives.</param>
internal sealed record BoundConstructor(ConstructorInfo Constructor, object?[] Arguments, IReadOnlyList<int> Services)
{
    /// <summary>Runs the constructor.</summary>
    /// <exception cref="ConstructorFailedException">It threw.</exception>
    public object Invoke(IServiceProvider? services)
    {
        ParameterInfo[] parameters = Constructor.GetParameters();
        try
        {
            foreach (int place in Services) Arguments[place] = services!.GetRequiredService(parameters[place].ParameterType);
            return Constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, Arguments, null);
        }
        catch (Exception e)
        {
            throw new ConstructorFailedException(e);
        }
    }
}
