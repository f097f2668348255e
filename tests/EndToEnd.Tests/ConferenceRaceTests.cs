using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>
/// Two people answer a critical alert within milliseconds of each other, again and again: there is always exactly one conference, with everyone
/// whose phone rang. Whoever was not dialled yet when the other acknowledged is left in peace.
/// </summary>
public sealed class ConferenceRaceTests : IAsyncLifetime
{
    private const int Races = 200;
    private const int MaxBatches = 5;

    private Site _site = null!;

    // Both phones of an alert must ring before either is answered, so the provider's limits may not part their dials.
    public async Task InitializeAsync() => _site = await Site.StartAsync(("Outbound__DialsPerSecond", "2000"), ("Outbound__DialBurst", "100"));

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task BothAnswerTogether_AlwaysOneConferenceWithBoth()
    {
        await _site.BehaveAsync(new JsonObject
        {
            ["numbers"] = new JsonObject
            {
                [Site.OnCall] = new JsonObject { ["answer_after_ms"] = 250, ["press"] = "1", ["press_after_ms"] = 5 },
                [Site.Dispatcher] = new JsonObject { ["answer_after_ms"] = 255, ["press"] = "3", ["press_after_ms"] = 1 },
            },
        }.ToJsonString());
        var rang = new Dictionary<string, int>();
        for (var batch = 0; batch < MaxBatches && Raced(rang) < Races; batch++)
        {
            await RaceAsync(Races - Raced(rang), rang);
        }

        await _site.UntilAsync("everyone whose phone rang is in the conference", async () =>
        {
            var joined = await JoinedAsync();
            return rang.All(race => joined.GetValueOrDefault(race.Key) == race.Value);
        });

        (await _site.CommandsAsync("/conferences")).ShouldBe(rang.Count);
        Raced(rang).ShouldBe(Races, "on this machine too many were acknowledged before the other phone rang");
    }

    private static int Raced(Dictionary<string, int> rang) => rang.Values.Count(phones => phones == 2);

    private async Task RaceAsync(int races, Dictionary<string, int> rang)
    {
        var ids = new List<string>();
        for (var race = 0; race < races; race++)
        {
            ids.Add(await _site.AlertAsync($$"""{"device_id":"truck-{{race}}","severity":"critical","summary":"Engine {{race}} burns."}"""));
        }

        foreach (var id in ids)
        {
            await _site.UntilStatusAsync(id, "acknowledged");
            rang[id] = await RangAsync(id);
        }
    }

    private async Task<int> RangAsync(string id) =>
        (await _site.GetAsync($"/api/v1/alerts/{id}"))["attempts"]!.AsArray()
            .Count(attempt => Text(attempt, "channel") == "conference" && Text(attempt, "outcome") != "withdrawn");

    /// <summary>The people in the conference of each alert; a second conference of one alert would be a second entry and fail here.</summary>
    private async Task<Dictionary<string, int>> JoinedAsync() =>
        (await _site.ConferencesAsync())["conferences"]!.AsArray().ToDictionary(conference => Text(conference, "name")![..31], Joined);

    private static int Joined(JsonNode? conference) =>
        conference!["participants"]!.AsArray().Where(one => Text(one, "status") == "joined").Select(one => Text(one, "number")).Distinct().Count();

    private static string? Text(JsonNode? node, string member) => node![member]?.GetValue<string>();
}
