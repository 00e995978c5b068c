namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Members with bodies: those that run at the object, and those that run where they are called.</summary>
[SharedContract]
public interface IGreeter
{
    string Name { get; set; }

    string Place => $"at {Environment.CurrentManagedThreadId > 0} {GetType().Name}";

    string Greet(string who) => $"{Name} greets {who}";

    string GreetAll(params string[] names) => string.Join("; ", names.Select(Greet));

    string Loud(string who) => Greet(who).ToUpperInvariant();

    async Task<int> LengthAsync(string who)
    {
        await Task.Yield();
        return Greet(who).Length;
    }

    string this[int times]
    {
        get => string.Concat(Enumerable.Repeat(Name, times));
        set => Name = string.Concat(Enumerable.Repeat(value, times));
    }

    sealed string Here(string who) => Decorate(Greet(who));

    static string Static() => "static";

    private string Decorate(string text) => $"*{text}* {GetType() == typeof(Greeter)}";
}
