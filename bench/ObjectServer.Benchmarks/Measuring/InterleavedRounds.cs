namespace ObjectServer.Benchmarks.Measuring;

/// <summary>
/// Measures contenders in rounds: each once in a round, in an order that is drawn anew, so that whatever else the machine does, and
/// whatever one measurement leaves behind for the next, falls on all of them alike.
/// </summary>
internal static class InterleavedRounds
{
    /// <summary>Measures all that the cases need, and compares.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(IReadOnlyList<ComparedCase> cases, MeasuringPlan plan)
    {
        ComparedCase[] wanted = [.. cases.Where(one => plan.Wants(one.Id))];
        IContender[] all = [.. wanted.SelectMany(one => one.Contenders).Distinct()];
        foreach (IContender contender in all) await contender.PrepareAsync(plan);
        IContender[] able = [.. all.Where(contender => contender.Missing is null)];
        Dictionary<IContender, List<Figures>> figures = able.ToDictionary(contender => contender, _ => new List<Figures>());
        var random = new Random(plan.Seed);
        for (int round = 1; round <= plan.Rounds; round++)
        {
            random.Shuffle(able);
            foreach (IContender contender in able)
            {
                Figures measured = await contender.MeasureAsync(plan);
                figures[contender].Add(measured);
                await plan.Progress.WriteLineAsync($"round {round}/{plan.Rounds}: {contender.Name}: {measured}");
            }
        }

        return [.. wanted.SelectMany(one => one.Rows(figures))];
    }
}
