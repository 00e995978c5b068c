namespace ObjectServer.IntegrationTests.Members;

/// <summary>Answers with the help of the one that asks.</summary>
public sealed class Question(int offset) : IQuestion
{
    public int Answer(int x, IEveryMember from) => from.Add(x, offset);
}
