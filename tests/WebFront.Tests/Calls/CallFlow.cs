using System.Text.Json;
using FleetActors.Http;
using FleetActors.Support;

namespace FleetActors.Calls;

/// <summary>What tests of calls over the whole front have in common: they ask it, and look until it is as wanted.</summary>
public abstract class CallFlow(FrontFixture fixture) : IClassFixture<FrontFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected HttpClient Client => fixture.App.Client;

    protected async Task<JsonElement> GetAsync(string path)
    {
        var answer = await Client.SendAsync("GET", path);
        answer.Status.ShouldBe(200, path);
        return answer.Body;
    }

    protected static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    protected static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(30), TimeProvider.System);
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited in vain until {what}.");
            }

            await pause.WaitForNextTickAsync();
        }
    }
}
