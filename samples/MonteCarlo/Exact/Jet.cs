namespace MonteCarlo.Exact;

/// <summary>
/// A number together with its first and second derivative by one variable; arithmetic on jets differentiates exactly, by the
/// chain rule, where differences of nearby values would lose half the digits (A. Griewank, A. Walther, "Evaluating Derivatives", SIAM 2008).
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="First">First derivative.</param>
/// <param name="Second">Second derivative.</param>
internal readonly record struct Jet(double Value, double First, double Second)
{
    /// <summary>A constant.</summary>
    public static implicit operator Jet(double value) => new(value, 0, 0);

    public static Jet operator +(Jet a, Jet b) => new(a.Value + b.Value, a.First + b.First, a.Second + b.Second);

    public static Jet operator -(Jet a, Jet b) => new(a.Value - b.Value, a.First - b.First, a.Second - b.Second);

    public static Jet operator *(Jet a, Jet b) => new(
        a.Value * b.Value, a.First * b.Value + a.Value * b.First, a.Second * b.Value + 2 * a.First * b.First + a.Value * b.Second);

    public static Jet operator /(Jet a, Jet b) => a * Of(b, 1 / b.Value, -1 / (b.Value * b.Value), 2 / (b.Value * b.Value * b.Value));

    /// <summary>The variable itself.</summary>
    public static Jet Variable(double value) => new(value, 1, 0);

    /// <summary>eˣ.</summary>
    public static Jet Exp(Jet x)
    {
        double value = Math.Exp(x.Value);
        return Of(x, value, value, value);
    }

    /// <summary>Natural logarithm.</summary>
    public static Jet Log(Jet x) => Of(x, Math.Log(x.Value), 1 / x.Value, -1 / (x.Value * x.Value));

    /// <summary>Square root.</summary>
    public static Jet Sqrt(Jet x)
    {
        double root = Math.Sqrt(x.Value);
        return Of(x, root, 0.5 / root, -0.25 / (root * x.Value));
    }

    /// <summary>Hyperbolic sine.</summary>
    public static Jet Sinh(Jet x)
    {
        double value = Math.Sinh(x.Value);
        return Of(x, value, Math.Cosh(x.Value), value);
    }

    /// <summary>Hyperbolic tangent.</summary>
    public static Jet Tanh(Jet x)
    {
        double value = Math.Tanh(x.Value);
        double slope = 1 - value * value;
        return Of(x, value, slope, -2 * value * slope);
    }

    /// <summary>acosh(1 + x), without the loss of digits that forming 1 + x would bring for small x.</summary>
    public static Jet AcoshOnePlus(Jet x) => Log(1 + x + Sqrt(x * (x + 2)));

    /// <summary>A function of a jet, from its value and its two derivatives at the jet's value.</summary>
    private static Jet Of(Jet x, double value, double slope, double curvature) =>
        new(value, slope * x.First, slope * x.Second + curvature * x.First * x.First);
}
