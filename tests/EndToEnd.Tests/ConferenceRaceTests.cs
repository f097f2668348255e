using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>Two people answer a critical alert within milliseconds of each other, again and again: there is always exactly one conference, with both.</summary>
public sealed class ConferenceRaceTests : IAsyncLifetime
{
    private const int Races = 200;

    private Site _site = null!;

    public async Task InitializeAsync() => _site = await Site.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task BothAnswerTogether_AlwaysOneConferenceWithBoth()
    {
        await _site.BehaveAsync(new JsonObject
        {
            ["numbers"] = new JsonObject
            {
                [Site.OnCall] = new JsonObject { ["answer_after_ms"] = 5, ["press"] = "1", ["press_after_ms"] = 5 },
                [Site.Dispatcher] = new JsonObject { ["answer_after_ms"] = 10, ["press"] = "3", ["press_after_ms"] = 1 },
            },
        }.ToJsonString());
        var ids = new List<string>();
        for (var race = 0; race < Races; race++)
        {
            ids.Add(await _site.AlertAsync($$"""{"device_id":"truck-{{race}}","severity":"critical","summary":"Engine {{race}} burns."}"""));
        }

        await _site.UntilAsync("every alert is acknowledged and has its conference of two", async () =>
            Live(await _site.ConferencesAsync()).Count(conference => Joined(conference) == 2) == Races);

        var conferences = (await _site.ConferencesAsync())["conferences"]!.AsArray();
        conferences.Count.ShouldBe(Races);
        conferences.Select(conference => conference!["name"]!.GetValue<string>()[..31]).Distinct().Order().ShouldBe(ids.Order());
        foreach (var id in ids)
        {
            (await _site.StatusOfAsync(id)).ShouldBe("acknowledged");
        }

        (await _site.CommandsAsync("/conferences")).ShouldBe(Races);
    }

    private static IEnumerable<JsonNode> Live(JsonNode answer) => answer["conferences"]!.AsArray().Select(conference => conference!);

    private static int Joined(JsonNode conference) =>
        conference["participants"]!.AsArray().Where(one => one!["status"]!.GetValue<string>() == "joined")
            .Select(one => one!["number"]!.GetValue<string>()).Distinct().Count();
}
