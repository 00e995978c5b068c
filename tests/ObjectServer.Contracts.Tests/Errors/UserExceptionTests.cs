using System.Reflection;
using System.Text.Json;
using ObjectServer.Errors;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Errors;

public sealed class UserExceptionTests
{
    private readonly ErrorTranslator _translator = new(new ExceptionRegistry());

    public static TheoryData<Exception> WellKnown =>
    [
        new ArgumentException("wrong"),
        new ArgumentException("wrong", "size"),
        new ArgumentNullException("size"),
        new ArgumentNullException("size", "is needed"),
        new ArgumentNullException(null, "is needed"),
        new ArgumentOutOfRangeException("size"),
        new ArgumentOutOfRangeException("size", "too large"),
        new ArgumentOutOfRangeException("size", 5, "too large"),
        new InvalidOperationException("not now"),
        new NotSupportedException("never"),
        new NotImplementedException("later"),
        new KeyNotFoundException("no key"),
        new IndexOutOfRangeException("no index"),
        new FormatException("no number"),
        new OverflowException("too much"),
        new DivideByZeroException("by zero"),
        new ArithmeticException("no result"),
        new InvalidCastException("not that"),
        new NullReferenceException("nothing there"),
        new ObjectDisposedException("store"),
        new TimeoutException("too late"),
        new OperationCanceledException("stopped"),
        new TaskCanceledException("stopped"),
        new UnauthorizedAccessException("not you"),
        new IOException("no disk"),
        new FileNotFoundException("no file"),
        new DirectoryNotFoundException("no directory"),
        new EndOfStreamException("no more"),
        new ArrayTypeMismatchException("other elements"),
        new RankException("other rank"),
        new JsonException("no JSON"),
    ];

    public static TheoryData<Exception> OwnTypes =>
    [
        new ObjectGoneException("My own call failed."),
        new AuthenticationFailedException("Give me your key."),
        new LimitExceededException("MaxValueBytes", 1, 2),
        new InvalidContractException(typeof(string), ["It is not an interface."]),
    ];

    [Theory]
    [MemberData(nameof(WellKnown))]
    public void RoundTrip_WellKnownException_ArrivesAsItselfWithTheRemoteOneInside(Exception exception)
    {
        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Exception arrived = _translator.FromWire(ErrorTranslatorTests.Parse(error));

        Assert.Equal(ErrorCode.Invocation, error.Code);
        Assert.Equal(exception.GetType(), arrived.GetType());
        Assert.Equal(exception.Message, arrived.Message);
        Assert.Equal((exception as ArgumentException)?.ParamName, (arrived as ArgumentException)?.ParamName);
        var remote = Assert.IsType<RemoteInvocationException>(arrived.InnerException);
        Assert.Equal(exception.GetType().FullName, remote.RemoteTypeName);
        Assert.Equal(exception.Message, remote.Message);
        Assert.Null(remote.RemoteStack);
    }

    [Theory]
    [MemberData(nameof(WellKnown))]
    public void ToWireFromUser_ExceptionFromAnotherServer_IsToldAsThatServerToldIt(Exception exception)
    {
        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Error passedOn = _translator.ToWireFromUser(_translator.FromWire(error), includeStack: false);

        Assert.Equal(error, passedOn);
    }

    [Theory]
    [MemberData(nameof(OwnTypes))]
    public void ToWireFromUser_OwnErrorThrownByAnObject_CannotPassForTheServers(Exception exception)
    {
        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Exception arrived = _translator.FromWire(error);

        Assert.Equal(ErrorCode.Invocation, error.Code);
        var remote = Assert.IsType<RemoteInvocationException>(arrived);
        Assert.Equal(exception.GetType().FullName, remote.RemoteTypeName);
        Assert.Equal(exception.Message, remote.Message);
    }

    [Fact]
    public void ToWireFromUser_OwnErrorInsideAnother_CannotPassForTheServersEither()
    {
        var exception = new InvalidOperationException("outer", new AccessDeniedException("inner"));

        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Assert.Equal(ErrorCode.Invocation, error.Inner.Code);
        Assert.Equal("ObjectServer.AccessDeniedException", error.Inner.ExceptionType);
    }

    [Fact]
    public void RoundTrip_UnknownException_ArrivesAsRemoteInvocation()
    {
        Error error = _translator.ToWireFromUser(ErrorTranslatorTests.Thrown(new OutOfMemoryException("full")), includeStack: true);

        var arrived = Assert.IsType<RemoteInvocationException>(_translator.FromWire(error));

        Assert.Equal("System.OutOfMemoryException", arrived.RemoteTypeName);
        Assert.Equal("full", arrived.Message);
        Assert.Contains(nameof(ErrorTranslatorTests.Thrown), arrived.RemoteStack, StringComparison.Ordinal);
        Assert.Contains("System.OutOfMemoryException", arrived.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(ErrorTranslatorTests.Thrown), arrived.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FromWire_TypeNameOfALoadableException_LoadsNothing()
    {
        var error = new Error { Code = ErrorCode.Invocation, ExceptionType = typeof(Unregistered).AssemblyQualifiedName, Message = "m" };

        Exception arrived = _translator.FromWire(error);

        Assert.IsType<RemoteInvocationException>(arrived);
    }

    [Fact]
    public void FromWire_TypeDerivedFromAKnownOne_IsUnknown()
    {
        Error error = _translator.ToWireFromUser(new Unregistered("m"), includeStack: false);

        Exception arrived = _translator.FromWire(error);

        Assert.IsType<RemoteInvocationException>(arrived);
    }

    [Fact]
    public void RoundTrip_InnerExceptions_AreInsideTheRemoteOne()
    {
        var exception = new InvalidOperationException("outer", new FormatException("middle", new OutOfMemoryException("inner")));

        Exception arrived = _translator.FromWire(_translator.ToWireFromUser(exception, includeStack: false));

        Exception middle = Assert.IsType<FormatException>(arrived.InnerException!.InnerException);
        var inner = Assert.IsType<RemoteInvocationException>(middle.InnerException!.InnerException);
        Assert.Equal(("System.OutOfMemoryException", "inner"), (inner.RemoteTypeName, inner.Message));
    }

    [Fact]
    public void ToWireFromUser_TargetInvocation_IsUnwrapped()
    {
        var exception = new TargetInvocationException(new TargetInvocationException(new FormatException("real")));

        Error error = _translator.ToWireFromUser(exception, includeStack: false);

        Assert.Equal(("System.FormatException", "real"), (error.ExceptionType, error.Message));
    }

    [Fact]
    public void RoundTrip_Aggregate_KeepsTheInnerOnesInOrder()
    {
        var exception = new AggregateException("several", new FormatException("one"), new OutOfMemoryException("two"), new IOException("three"));

        Exception arrived = _translator.FromWire(ErrorTranslatorTests.Parse(_translator.ToWireFromUser(exception, includeStack: false)));

        var aggregate = Assert.IsType<AggregateException>(arrived);
        Assert.Equal(exception.Message, aggregate.Message);
        Assert.Equal(
            [typeof(FormatException), typeof(RemoteInvocationException), typeof(IOException)],
            aggregate.InnerExceptions.Select(inner => inner.GetType()));
    }

    [Fact]
    public void RoundTrip_AggregateWithStack_ShowsItInItsOwnStackTrace()
    {
        Exception exception = ErrorTranslatorTests.Thrown(new AggregateException(new FormatException("one")));

        Exception arrived = _translator.FromWire(_translator.ToWireFromUser(exception, includeStack: true));

        Assert.Contains(nameof(ErrorTranslatorTests.Thrown), arrived.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void ToWireFromUser_RemoteExceptionPassedOn_KeepsTheFirstStackFirst()
    {
        var exception = ErrorTranslatorTests.Thrown(new RemoteInvocationException("Acme.Broken", "m", "   at Acme.Far.Away()"));

        Error error = _translator.ToWireFromUser(exception, includeStack: true);

        Assert.Equal("Acme.Broken", error.ExceptionType);
        Assert.Matches(@"(?s)^   at Acme\.Far\.Away\(\).*" + nameof(ErrorTranslatorTests.Thrown), error.RemoteStack);
    }

    [Fact]
    public void ToWireFromUser_PropertiesThatThrow_StillGiveAnError()
    {
        Error error = _translator.ToWireFromUser(new Hostile(), includeStack: true);

        Assert.Contains(nameof(Hostile), error.ExceptionType, StringComparison.Ordinal);
        Assert.Contains("could not be read", error.Message, StringComparison.Ordinal);
        Assert.Contains("could not be read", error.RemoteStack, StringComparison.Ordinal);
    }

    private sealed class Unregistered(string message) : InvalidOperationException(message);

    private sealed class Hostile : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");

        public override string StackTrace => throw new InvalidOperationException("no stack");
    }
}
