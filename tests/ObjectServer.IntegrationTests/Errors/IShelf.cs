namespace ObjectServer.IntegrationTests.Errors;

/// <summary>Takes values of which some cannot be written.</summary>
[SharedContract]
public interface IShelf
{
    int Puts { get; }

    void Put(string label, Link link);

    Task PutTextsAsync(Dictionary<string, string> texts, int number);

    ValueTask PutGridAsync(int[,] grid);

    void PutFailing(int number, Contracts.Unwritable failing);

    Link Take(int length);

    Link Circle { get; set; }

    [SharedMember(OneWay = true)]
    void Throw(string label);
}
