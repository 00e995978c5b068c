using ObjectServer.Errors;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Errors;

public sealed class ExceptionRegistryTests
{
    private readonly ExceptionRegistry _registry = new();

    [Fact]
    public void Add_SuitableType_ArrivesAsItself()
    {
        _registry.Add<SuitableException>();
        var translator = new ErrorTranslator(_registry);

        Exception arrived = translator.FromWire(translator.ToWireFromUser(new SuitableException("m", null), includeStack: false));

        Assert.IsType<SuitableException>(arrived);
        Assert.Equal("m", arrived.Message);
        Assert.IsType<RemoteInvocationException>(arrived.InnerException);
    }

    [Fact]
    public void Add_SameTypeTwice_IsFine()
    {
        _registry.Add<SuitableException>();

        _registry.Add<SuitableException>();
    }

    [Fact]
    public void Add_WellKnownType_KeepsItsOwnRule()
    {
        KnownException? before = _registry.Find("System.ArgumentNullException");

        _registry.Add<ArgumentNullException>();

        Assert.Same(before, _registry.Find("System.ArgumentNullException"));
    }

    [Fact]
    public void Add_NoSuitableConstructor_SaysWhichItNeeds()
    {
        var exception = Assert.Throws<InvalidOperationException>(_registry.Add<UnsuitableException>);

        Assert.Contains("Unsuitable", exception.Message, StringComparison.Ordinal);
        Assert.Contains("(string message, Exception innerException)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_AbstractType_IsRefused()
    {
        var exception = Assert.Throws<InvalidOperationException>(_registry.Add<AbstractException>);

        Assert.Contains("abstract", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ErrorOfTheLibrary_IsRefused()
    {
        var exception = Assert.Throws<InvalidOperationException>(_registry.Add<LockLostException>);

        Assert.Contains("ObjectServerException", exception.Message, StringComparison.Ordinal);
        Assert.Null(_registry.Find("ObjectServer.LockLostException"));
    }

    [Theory]
    [InlineData("System.OutOfMemoryException")]
    [InlineData("System.StackOverflowException")]
    [InlineData("System.TimeZoneNotFoundException")]
    [InlineData("System.Exception")]
    [InlineData("")]
    public void Find_NotOnTheList_IsUnknown(string typeName)
    {
        KnownException? found = _registry.Find(typeName);

        Assert.Null(found);
    }

    [Fact]
    public void FromWire_ConstructorThatThrows_ArrivesAsRemoteInvocation()
    {
        _registry.Add<PickyException>();
        var error = new Error { Code = ErrorCode.Invocation, ExceptionType = typeof(PickyException).FullName, Message = "m" };

        Exception arrived = new ErrorTranslator(_registry).FromWire(error);

        Assert.Equal("m", Assert.IsType<RemoteInvocationException>(arrived).Message);
    }

    public sealed class SuitableException(string message, Exception? innerException) : Exception(message, innerException);

    public sealed class UnsuitableException(string message) : Exception(message);

    public abstract class AbstractException(string message, Exception? innerException) : Exception(message, innerException);

    public sealed class PickyException : Exception
    {
        public PickyException(string message, Exception innerException)
            : base(message, innerException) => throw new NotSupportedException("Not this one.");
    }
}
