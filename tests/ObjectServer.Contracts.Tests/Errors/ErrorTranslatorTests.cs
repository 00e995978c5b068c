using System.Reflection;
using ObjectServer.Errors;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Errors;

public sealed class ErrorTranslatorTests
{
    private static readonly ObjectReference Reference = new(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"), 3, 42, 0xfeed);
    private readonly ErrorTranslator _translator = new(new ExceptionRegistry());

    public static TheoryData<Exception, int> OwnErrors => new()
    {
        { new ObjectNotFoundException("catalog", ["catalogue", "dialog"]), (int)ErrorCode.ObjectNotFound },
        { new ObjectGoneException(Reference), (int)ErrorCode.ObjectGone },
        { new ObjectGoneException("It is gone."), (int)ErrorCode.ObjectGone },
        { new TypeNotRegisteredException("replica", ["replicas"]), (int)ErrorCode.TypeNotRegistered },
        { new MemberNotFoundException("Acme.ICounter", "Run", ["RunAsync", "Stop"]), (int)ErrorCode.MemberNotFound },
        { new ContractMismatchException("Acme.ICounter", ["A is B.", "C is D."]), (int)ErrorCode.ContractMismatch },
        { new ArgumentEncodingException("A lone surrogate.", "text"), (int)ErrorCode.ArgumentEncoding },
        { new ArgumentEncodingException("The result is no number."), (int)ErrorCode.ArgumentEncoding },
        { new AuthenticationFailedException("The key is wrong."), (int)ErrorCode.AuthenticationFailed },
        { new AccessDeniedException("Not for you."), (int)ErrorCode.AccessDenied },
        { new LimitExceededException("MaxValueBytes", 1024, long.MaxValue, "The argument data"), (int)ErrorCode.LimitExceeded },
        { new LockLostException("The lease ended."), (int)ErrorCode.LockLost },
        { new BrokenBarrierException("It was aborted."), (int)ErrorCode.BrokenBarrier },
        { new SessionEndedException("An administrator ended it."), (int)ErrorCode.SessionEnded },
        { new ServerUnavailableException("Nobody answers."), (int)ErrorCode.Unavailable },
        { new OutcomeUnknownException("It may have run."), (int)ErrorCode.OutcomeUnknown },
        { new ProtocolException("Not a frame."), (int)ErrorCode.InvalidRequest },
        { new NameTakenException("r1"), (int)ErrorCode.AlreadyExists },
        { new OperationCanceledException("Cancelled by the caller."), (int)ErrorCode.Cancelled },
        { new TimeoutException("After 250 ms."), (int)ErrorCode.Deadline },
    };

    [Theory]
    [MemberData(nameof(OwnErrors))]
    public void RoundTrip_OwnError_KeepsTypeCodeMessageAndProperties(Exception exception, int code)
    {
        Error error = _translator.ToWire(exception, includeStack: false);

        Exception arrived = _translator.FromWire(Parse(error));

        Assert.Equal((ErrorCode)code, error.Code);
        Assert.Equal("", error.ExceptionType);
        Assert.Equal(exception.GetType(), arrived.GetType());
        Assert.Equal(exception.Message, arrived.Message);
        Assert.Equal(Properties(exception), Properties(arrived));
        Assert.Equal(error, _translator.ToWire(arrived, includeStack: false));
    }

    [Fact]
    public void OwnErrors_EveryCode_IsCovered()
    {
        IEnumerable<int> covered = OwnErrors.Select(row => (int)((object[])row)[1]).Distinct();

        IEnumerable<int> codes = Enum.GetValues<ErrorCode>()
            .Except([ErrorCode.Unspecified, ErrorCode.Invocation])
            .Select(code => (int)code);
        Assert.Equal(codes.Order(), covered.Order());
    }

    [Fact]
    public void ToWire_DerivedCancellation_IsCancelled()
    {
        Error error = _translator.ToWire(new TaskCanceledException(), includeStack: false);

        Assert.Equal(ErrorCode.Cancelled, error.Code);
    }

    [Fact]
    public void RoundTrip_OwnErrorWithCause_KeepsTheCause()
    {
        var exception = new ServerUnavailableException("Gone.", new LimitExceededException("MaxSessions", 10, 11));

        Exception arrived = _translator.FromWire(Parse(_translator.ToWire(exception, includeStack: false)));

        Assert.Equal(11, Assert.IsType<LimitExceededException>(arrived.InnerException).Requested);
    }

    [Fact]
    public void RoundTrip_OwnErrorWithStack_ShowsItInItsOwnStackTrace()
    {
        Exception exception = Thrown(new LockLostException("The lease ended."));

        Exception arrived = _translator.FromWire(Parse(_translator.ToWire(exception, includeStack: true)));

        Assert.Contains(nameof(Thrown), arrived.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void ToWire_StackNotAllowed_IsNowhere()
    {
        Exception exception = Thrown(new InvalidOperationException("outer", Thrown(new FormatException("inner"))));

        Error error = _translator.ToWire(exception, includeStack: false);

        Assert.Equal("", error.RemoteStack);
        Assert.Equal("", error.Inner.RemoteStack);
    }

    [Fact]
    public void FromWire_UnknownCode_IsAProtocolErrorWithTheMessage()
    {
        var error = new Error { Code = (ErrorCode)999, Message = "Something new." };

        Exception arrived = _translator.FromWire(error);

        Assert.Contains("Something new.", Assert.IsType<ProtocolException>(arrived).Message, StringComparison.Ordinal);
        Assert.Contains("999", arrived.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromWire_DetailsMissing_StillGivesTheError()
    {
        IEnumerable<Exception> arrived = Enum.GetValues<ErrorCode>().Select(code => _translator.FromWire(new Error { Code = code }));

        Assert.All(arrived, Assert.NotNull);
    }

    internal static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    internal static Error Parse(Error error) => Error.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(error));

    private static IEnumerable<string> Properties(Exception exception) => exception.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Select(property => $"{property.Name}={Text(property.GetValue(exception))}");

    private static string? Text(object? value) => value is IReadOnlyList<string> list ? string.Join("|", list) : value?.ToString();
}
