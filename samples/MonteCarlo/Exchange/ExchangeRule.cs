namespace MonteCarlo.Exchange;

/// <summary>Probability that two replicas, neighbours in temperature, exchange their temperatures.</summary>
/// <param name="lower">Temperature of the colder one.</param>
/// <param name="upper">Temperature of the warmer one.</param>
/// <param name="lowerEnergy">Energy of the replica that is at <paramref name="lower"/>.</param>
/// <param name="upperEnergy">Energy of the replica that is at <paramref name="upper"/>.</param>
/// <returns>The probability; 1 or more means always.</returns>
internal delegate double ExchangeRule(double lower, double upper, double lowerEnergy, double upperEnergy);
