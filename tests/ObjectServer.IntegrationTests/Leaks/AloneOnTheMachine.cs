namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>Tests that leave no processor to others: they run when the others have.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
