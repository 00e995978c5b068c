namespace ObjectServer.IntegrationTests.Concurrency;

[SharedContract]
public interface IFreeMeeting
{
    Task MeetAsync(int parties);
}
