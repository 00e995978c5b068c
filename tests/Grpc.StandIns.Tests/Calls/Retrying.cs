using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.StandIns.Tests.Calls;

/// <summary>A channel configuration that retries calls a server was not available for.</summary>
internal static class Retrying
{
    public static ServiceConfig Config => new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 5,
                    InitialBackoff = TimeSpan.FromMilliseconds(1),
                    MaxBackoff = TimeSpan.FromMilliseconds(10),
                    BackoffMultiplier = 1.5,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            },
        },
    };
}
