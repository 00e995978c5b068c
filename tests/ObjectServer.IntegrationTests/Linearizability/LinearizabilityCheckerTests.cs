namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>The checker itself: it must find faults in histories that have some.</summary>
public sealed class LinearizabilityCheckerTests
{
    private static readonly ValueModel Model = new();

    [Fact]
    public void Overlapping_calls_may_have_run_in_either_order()
    {
        Assert.True(Holds(Call(1, ("set", 1), null, 1, 4), Call(2, "get", (0, 0L), 2, 3)));
        Assert.True(Holds(Call(1, ("set", 1), null, 1, 4), Call(2, "get", (1, 1L), 2, 3)));
    }

    [Fact]
    public void A_value_that_is_older_than_a_finished_write_is_found() =>
        Assert.False(Holds(Call(1, ("set", 1), null, 1, 2), Call(2, "get", (0, 0L), 3, 4)));

    [Fact]
    public void A_lost_addition_is_found() =>
        Assert.False(Holds(Call(1, ("add", 1), 1, 1, 3), Call(2, ("add", 1), 1, 2, 4)));

    [Fact]
    public void Two_readers_who_disagree_on_the_order_are_found() => Assert.False(Holds(
        Call(1, ("set", 1), null, 1, 10),
        Call(2, "get", (1, 1L), 2, 3),
        Call(3, "get", (0, 0L), 4, 5)));

    [Fact]
    public void A_call_without_an_answer_may_have_run_late_or_never()
    {
        Assert.True(Holds(Unanswered(1, ("add", 5), 1), Call(2, "get", (0, 0L), 2, 3), Call(2, "get", (5, 1L), 4, 5)));
        Assert.True(Holds(Unanswered(1, ("add", 5), 1), Call(2, "get", (0, 0L), 2, 3)));
        Assert.False(Holds(Unanswered(1, ("add", 5), 1), Call(2, "get", (5, 1L), 2, 3), Call(2, "get", (0, 0L), 4, 5)));
    }

    [Fact]
    public void Two_who_both_were_first_are_found() =>
        Assert.False(Holds(Call(1, ("trySet", 1, 0L), true, 1, 4), Call(2, ("trySet", 2, 0L), true, 2, 3)));

    private static bool Holds(params Operation[] history) => LinearizabilityChecker.IsLinearizable(history, Model);

    private static Operation Call(int client, object input, object? output, long began, long ended) =>
        new(client, input, began) { Output = output, Ended = ended };

    private static Operation Unanswered(int client, object input, long began) => new(client, input, began);
}
