using FsCheck;
using FsCheck.Fluent;
using ObjectServer.Errors;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Errors;

/// <summary>The two directions are inverses of each other, for whatever an exception says.</summary>
public sealed class ErrorTranslatorProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly ErrorTranslator Translator = new(new ExceptionRegistry());

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string>().Select(text => WellFormed(text ?? ""));

    private static readonly Gen<string[]> Lists = Texts.ArrayOf();

    [Fact]
    public void RoundTrip_AnyOwnError_IsTheSameErrorAgain() =>
        Check.One(Many, Prop.ForAll(OwnErrors(Gen.Constant<Exception?>(null)).ToArbitrary(), exception =>
        {
            Error error = Translator.ToWire(exception, includeStack: false);
            Exception arrived = Translator.FromWire(ErrorTranslatorTests.Parse(error));
            return arrived.GetType() == exception.GetType()
                && arrived.Message == exception.Message
                && Translator.ToWire(arrived, includeStack: false).Equals(error);
        }));

    [Fact]
    public void RoundTrip_AnyOwnErrorWithCauses_IsTheSameErrorAgain() =>
        Check.One(Many, Prop.ForAll(
            OwnErrors(OrNone(OwnErrors(OrNone(UserExceptions(Gen.Constant<Exception?>(null)))))).ToArbitrary(),
            exception =>
            {
                Error error = Translator.ToWire(exception, includeStack: false);
                Exception arrived = Translator.FromWire(ErrorTranslatorTests.Parse(error));
                return Translator.ToWire(arrived, includeStack: false).Equals(error);
            }));

    [Fact]
    public void RoundTrip_AnyUserException_IsTheSameErrorAgain() =>
        Check.One(Many, Prop.ForAll(
            UserExceptions(OrNone(UserExceptions(OrNone(UserExceptions(Gen.Constant<Exception?>(null)))))).ToArbitrary(),
            exception =>
            {
                Error error = Translator.ToWireFromUser(exception, includeStack: false);
                Exception arrived = Translator.FromWire(ErrorTranslatorTests.Parse(error));
                return arrived.GetType() == exception.GetType()
                    && arrived.Message == exception.Message
                    && (arrived as ArgumentException)?.ParamName == (exception as ArgumentException)?.ParamName
                    && Translator.ToWireFromUser(arrived, includeStack: false).Equals(error);
            }));

    [Fact]
    public void FromWire_AnyError_GivesAnException() =>
        Check.One(Many, Prop.ForAll(AnyErrors().ToArbitrary(), error => Translator.FromWire(error) is not null));

    private static Gen<Exception> OwnErrors(Gen<Exception?> causes) =>
        from text in Texts
        from other in Texts
        from list in Lists
        from number in ArbMap.Default.GeneratorFor<long>()
        from cause in causes
        from exception in Gen.Elements<Exception>(
            new ObjectNotFoundException(text, other, list, cause),
            new ObjectGoneException(text, new ObjectReference(Guid.Empty, (ulong)number, 7, 9), cause),
            new ObjectGoneException(text, null, cause),
            new TypeNotRegisteredException(text, other, list, cause),
            new MemberNotFoundException(text, other, text, list, cause),
            new ContractMismatchException(text, other, list, cause),
            new ArgumentEncodingException(text, other, cause),
            new ArgumentEncodingException(text, null, cause),
            new AuthenticationFailedException(text, cause),
            new AccessDeniedException(text, cause),
            new LimitExceededException(text, other, number, -number, cause),
            new LockLostException(text, cause),
            new BrokenBarrierException(text, cause),
            new SessionEndedException(text, cause),
            new ServerUnavailableException(text, cause),
            new OutcomeUnknownException(text, cause),
            new ProtocolException(text, cause),
            new NameTakenException(text, other, cause),
            new OperationCanceledException(text, cause),
            new TimeoutException(text, cause))
        select exception;

    private static Gen<Exception> UserExceptions(Gen<Exception?> causes) =>
        from text in Texts
        from other in Texts
        from cause in causes
        from exception in Gen.Elements<Exception>(
            new InvalidOperationException(text, cause),
            new ArgumentException(text, other, cause),
            new ArgumentNullException(other, text),
            new ArgumentNullException(text, cause),
            new ArgumentOutOfRangeException(other, text.Length, text),
            new ArgumentOutOfRangeException(text, cause),
            new OperationCanceledException(text, cause),
            new TimeoutException(text, cause),
            new IOException(text, cause),
            new RemoteInvocationException("Acme.Broken", text, null, cause))
        select exception;

    private static Gen<Exception?> OrNone(Gen<Exception> exceptions) =>
        Gen.OneOf(Gen.Constant<Exception?>(null), exceptions.Select(exception => (Exception?)exception));

    private static Gen<Error> AnyErrors() =>
        from code in Gen.Choose(-1, 20)
        from type in Gen.OneOf(Texts, Gen.Elements("System.ArgumentNullException", "System.AggregateException", "System.FormatException"))
        from message in Texts
        from details in Lists
        from names in Gen.Elements("parameter", "actual_value", "limit", "limit_value", "requested", "object", "member").ArrayOf()
        from inner in AnyErrors(code)
        select Build(code, type, message, names.Zip(details), inner);

    // Every third error holds others, a few levels deep.
    private static Gen<Error?> AnyErrors(int seed) => seed % 3 == 0 ? AnyErrors().Select(error => (Error?)error) : Gen.Constant<Error?>(null);

    private static Error Build(int code, string type, string message, IEnumerable<(string Name, string Text)> details, Error? inner)
    {
        var error = new Error { Code = (ErrorCode)code, ExceptionType = type, Message = message, RemoteStack = message, Inner = inner };
        foreach ((string name, string text) in details)
            error.Details[name] = text;
        if (inner is not null)
            error.Others.Add([inner, inner]);
        return error;
    }

    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
