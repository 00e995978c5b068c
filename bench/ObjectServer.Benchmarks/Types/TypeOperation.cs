namespace ObjectServer.Benchmarks.Types;

/// <summary>Uses a shared object once.</summary>
/// <param name="cancel">Cancelled when the measurement is over; for what could wait for ever then.</param>
/// <returns>How many operations that were: puts, gets, elements.</returns>
internal delegate ValueTask<int> TypeOperation(CancellationToken cancel);
