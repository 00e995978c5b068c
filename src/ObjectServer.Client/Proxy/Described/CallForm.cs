namespace ObjectServer.Client.Proxy.Described;

/// <summary>What one place in a program says of the arguments of its call, beside their values. Made once for each place.</summary>
/// <param name="Names">The names of the last arguments, as far as they have any.</param>
/// <param name="TypeArguments">What is given for the type parameters of a generic method; empty for most.</param>
/// <param name="Variables">For each argument that is a variable, passed by ref or out, its type, and null for a value; empty when all are values.</param>
internal sealed record CallForm(IReadOnlyList<string> Names, IReadOnlyList<Type> TypeArguments, IReadOnlyList<Type?> Variables)
{
    /// <summary>Values alone, in order.</summary>
    public static CallForm Plain { get; } = new([], [], []);

    /// <summary>The type of the variable that an argument is; null for a value.</summary>
    public Type? VariableOf(int argument) => argument < Variables.Count ? Variables[argument] : null;
}
