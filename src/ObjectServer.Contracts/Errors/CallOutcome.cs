namespace ObjectServer;

/// <summary>What is known of a call that has failed: whether its member ran. See <see cref="CallOutcomes.GetCallOutcome"/>.</summary>
public enum CallOutcome
{
    /// <summary>It may have run, in whole or in part, or may still run; or the exception is none of a call.</summary>
    Unknown = 0,

    /// <summary>It was never sent, and so did not run: it is safe to make it again.</summary>
    NotSent = 1,

    /// <summary>It did not run, and never will: it is safe to make it again.</summary>
    NotExecuted = 2,

    /// <summary>It ran once, and has ended: with an error, cut short, or with a result that came too late.</summary>
    Executed = 3,
}
