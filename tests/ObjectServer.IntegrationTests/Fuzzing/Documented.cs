using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>What a server may say to a peer that sends it anything.</summary>
internal static class Documented
{
    /// <summary>Sees that an error has a code, a reason, and is none that no code of the server's own should make.</summary>
    public static void Assert(Frame frame)
    {
        if ((frame.Goodbye ?? frame.Result?.Error) is not { } error) return;
        Xunit.Assert.True(error.Code != ErrorCode.Unspecified && Enum.IsDefined(error.Code), $"The error has the code {error.Code}.");
        Xunit.Assert.NotEmpty(error.Message);
        if (error.Code != ErrorCode.Invocation) return;
        string[] never = ["System.NullReferenceException", "System.IndexOutOfRangeException", "System.InvalidCastException", "System.Collections.Generic.KeyNotFoundException"];
        Xunit.Assert.False(never.Contains(error.ExceptionType), $"{error.ExceptionType}: {error.Message}{Environment.NewLine}{error.RemoteStack}");

        // An object that calls its client back may throw what has become of that.
        Xunit.Assert.Matches(@"^(System|ObjectServer)\.", error.ExceptionType);
    }

    /// <summary>Sees that a peer that has not proven anything is refused for a reason of the handshake.</summary>
    public static void AssertRefusal(Frame frame)
    {
        if (frame.Goodbye is not { } error) return;
        ErrorCode[] handshake = [ErrorCode.AuthenticationFailed, ErrorCode.InvalidRequest, ErrorCode.LimitExceeded];
        Xunit.Assert.Contains(error.Code, handshake);
        Xunit.Assert.NotEmpty(error.Message);
    }
}
