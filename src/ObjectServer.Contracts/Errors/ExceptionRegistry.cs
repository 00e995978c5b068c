using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using ObjectServer.Contract;

namespace ObjectServer.Errors;

/// <summary>
/// The exceptions that arrive as themselves: well-known ones of .NET, and those that both sides registered. A name from the wire is
/// looked up here and nowhere else; what is not here arrives as <see cref="RemoteInvocationException"/>. Calls may overlap.
/// </summary>
internal sealed class ExceptionRegistry
{
    private readonly ConcurrentDictionary<string, KnownException> _known = new(StringComparer.Ordinal);

    /// <summary>A registry with the well-known exceptions of .NET.</summary>
    public ExceptionRegistry()
    {
        Add((arrived, inner) => ArgumentErrors.Argument(arrived, inner));
        Add((arrived, inner) => ArgumentErrors.ArgumentNull(arrived, inner));
        Add((arrived, inner) => ArgumentErrors.ArgumentOutOfRange(arrived, inner));
        Add((arrived, inner) => new InvalidOperationException(arrived.Message, inner));
        Add((arrived, inner) => new NotSupportedException(arrived.Message, inner));
        Add((arrived, inner) => new NotImplementedException(arrived.Message, inner));
        Add((arrived, inner) => new KeyNotFoundException(arrived.Message, inner));
        Add((arrived, inner) => new IndexOutOfRangeException(arrived.Message, inner));
        Add((arrived, inner) => new FormatException(arrived.Message, inner));
        Add((arrived, inner) => new OverflowException(arrived.Message, inner));
        Add((arrived, inner) => new DivideByZeroException(arrived.Message, inner));
        Add((arrived, inner) => new ArithmeticException(arrived.Message, inner));
        Add((arrived, inner) => new InvalidCastException(arrived.Message, inner));
        Add((arrived, inner) => new NullReferenceException(arrived.Message, inner));
        Add((arrived, inner) => new ObjectDisposedException(arrived.Message, inner));
        Add((arrived, inner) => new TimeoutException(arrived.Message, inner));
        Add((arrived, inner) => new OperationCanceledException(arrived.Message, inner));
        Add((arrived, inner) => new TaskCanceledException(arrived.Message, inner));
        Add((arrived, inner) => new UnauthorizedAccessException(arrived.Message, inner));
        Add((arrived, inner) => new IOException(arrived.Message, inner));
        Add((arrived, inner) => new FileNotFoundException(arrived.Message, inner));
        Add((arrived, inner) => new DirectoryNotFoundException(arrived.Message, inner));
        Add((arrived, inner) => new EndOfStreamException(arrived.Message, inner));
        Add((arrived, inner) => new ArrayTypeMismatchException(arrived.Message, inner));
        Add((arrived, inner) => new RankException(arrived.Message, inner));
        Add((arrived, inner) => new JsonException(arrived.Message, inner));
        Add((arrived, inner) => new SemaphoreFullException(arrived.Message, inner));
    }

    /// <summary>Makes an exception of the application arrive as itself. Both sides register it.</summary>
    /// <typeparam name="TException">A class with a public constructor (string message, Exception innerException).</typeparam>
    /// <exception cref="InvalidOperationException">It cannot be registered; the message says why.</exception>
    public void Add<TException>()
        where TException : Exception
    {
        Type type = typeof(TException);
        string name = TypeNames.Of(type);
        if (_known.TryGetValue(name, out KnownException? known))
        {
            if (known.Type != type)
                throw new InvalidOperationException($"Another exception named {name} is registered already; rename one of them.");
            return;
        }

        ConstructorInfo constructor = Check<TException>();
        ParameterExpression message = Expression.Parameter(typeof(string));
        ParameterExpression inner = Expression.Parameter(typeof(Exception));
        Func<string, Exception, TException> create =
            Expression.Lambda<Func<string, Exception, TException>>(Expression.New(constructor, message, inner), message, inner).Compile();
        Add((arrived, innerException) => create(arrived.Message, innerException));
    }

    /// <summary>Refuses an exception that could not arrive as itself, and returns the constructor to make it by.</summary>
    /// <typeparam name="TException">A class with a public constructor (string message, Exception innerException).</typeparam>
    /// <exception cref="InvalidOperationException">It cannot be registered; the message says why.</exception>
    public static ConstructorInfo Check<TException>()
        where TException : Exception
    {
        Type type = typeof(TException);
        string name = TypeNames.Of(type);
        if (typeof(ObjectServerException).IsAssignableFrom(type))
            throw new InvalidOperationException($"{name} derives from ObjectServerException, whose errors are the server's own; derive it from Exception.");
        if (type.IsAbstract)
            throw new InvalidOperationException($"{name} is abstract, so that none can be made; register the classes that derive from it.");
        return type.GetConstructor([typeof(string), typeof(Exception)])
            ?? throw new InvalidOperationException(
                $"{name} cannot arrive as itself, because it has no public constructor (string message, Exception innerException); add one.");
    }

    /// <summary>The entry of a type name that arrived; null if it is not known here.</summary>
    public KnownException? Find(string typeName) => _known.GetValueOrDefault(typeName);

    private void Add<TException>(Func<Wire.Error, RemoteInvocationException, TException> create)
        where TException : Exception =>
        _known.TryAdd(TypeNames.Of(typeof(TException)), new KnownException(typeof(TException), create));
}
