using System.Reflection;

namespace ObjectServer.Client.Batches;

/// <summary>Base of what the lambdas of a batch call: it notes one call, and makes none.</summary>
internal abstract class RecordingProxy
{
    private MethodInfo? _method;
    private object?[]? _arguments;
    private object? _placeholder;
    private Type? _placeholderType;
    private bool _isOpen;

    /// <summary>The call that has been noted since <see cref="Begin"/>; null for none.</summary>
    public MethodInfo? Noted => _method;

    /// <summary>The next call is to be noted.</summary>
    /// <param name="placeholder">What it returns, if that is of this type.</param>
    /// <param name="type">The type.</param>
    public void Begin(object? placeholder, Type? type)
    {
        (_method, _arguments) = (null, null);
        (_placeholder, _placeholderType) = (placeholder, type);
        _isOpen = true;
    }

    /// <summary>No call is noted any more. The one that was; null for none.</summary>
    public (MethodInfo Method, object?[] Arguments)? End()
    {
        _isOpen = false;
        return _method is null ? null : (_method, _arguments!);
    }

    /// <summary>Notes a call; what it returns.</summary>
    /// <exception cref="ArgumentException">It is not the first one.</exception>
    /// <exception cref="InvalidOperationException">The lambda has ended.</exception>
    public object? Note(MethodInfo method, object?[] arguments)
    {
        if (!_isOpen) throw new InvalidOperationException($"{method.Name} was called of what a batch gave its lambda, after the lambda had ended. Call the proxy itself.");
        if (_method is { } first)
        {
            throw new ArgumentException(
                $"The lambda calls {first.Name} and then {method.Name}: each Add takes one call. The result of a call cannot be an argument of another one of "
                + "the same batch; run them in two batches, or give the object a member that does both.");
        }

        (_method, _arguments) = (method, arguments);
        if (method.ReturnType == _placeholderType) return _placeholder;
        return method.ReturnType.IsValueType && method.ReturnType != typeof(void)
            ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(method.ReturnType)
            : null;
    }

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public sealed override string ToString() => "the object of a batch's call";
}
