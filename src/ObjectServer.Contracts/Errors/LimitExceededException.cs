using System.Globalization;

namespace ObjectServer;

/// <summary>
/// Something was asked for that is beyond a configured limit: a value too large, too many objects, sessions or waiting calls.
/// Nothing was run and nothing was allocated. Ask for less, or raise the option that <see cref="LimitName"/> names.
/// </summary>
public sealed class LimitExceededException : ObjectServerException
{
    /// <summary>Creates the error and its message.</summary>
    /// <param name="limitName">The option's name, e.g. <c>MaxValueBytes</c>.</param>
    /// <param name="limit">What the option allows.</param>
    /// <param name="requested">What was asked for; if that is not known exactly, the least it must be.</param>
    /// <param name="what">What was to be done, as the beginning of a sentence, e.g. "The argument data".</param>
    public LimitExceededException(string limitName, long limit, long requested, string? what = null)
        : this(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what ?? "The request"} needs {requested}; {limitName} allows {limit}. Ask for less, or raise {limitName} in the options of the side that refused."),
            limitName,
            limit,
            requested,
            null)
    {
    }

    internal LimitExceededException(string message, string limitName, long limit, long requested, Exception? innerException)
        : base(message, innerException)
    {
        LimitName = limitName;
        Limit = limit;
        Requested = requested;
    }

    /// <summary>The option's name.</summary>
    public string LimitName { get; }

    /// <summary>It has been counted (<see cref="Errors.BoundMetrics"/>).</summary>
    internal bool IsCounted { get; set; }

    /// <summary>What the option allows, in the unit that its name gives.</summary>
    public long Limit { get; }

    /// <summary>What was asked for, in the same unit.</summary>
    public long Requested { get; }
}
