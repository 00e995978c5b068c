namespace Grpc.Core;

/// <summary>Adds to the headers of a call what shows who calls. Called once a call, by many calls at once.</summary>
/// <param name="context">The call.</param>
/// <param name="metadata">Where the headers go.</param>
/// <returns>Completes when the headers are added; the call waits for it and fails with it.</returns>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
