using System.Text.Json;

namespace FleetActors.Sandbox.Tests;

public class ConferenceTests
{
    private const string Name = "alert-7";

    [Fact]
    public async Task Create_FromALiveLeg_MakesItWithItsOwnerInside()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync(more: new() { ["client_state"] = "bGVn" });

        var conference = (await host.ApiAsync("/conferences", new { call_control_id = leg, name = Name, client_state = "Y29uZg==" })).Data;

        conference.GetProperty("status").GetString().ShouldBe("in_progress");
        conference.GetProperty("record_type").GetString().ShouldBe("conference");
        conference.GetProperty("expires_at").GetString().ShouldBe("2026-01-05T12:00:00.000000Z");
        var created = await host.WebhookAsync("conference.created");
        created.Payload.GetProperty("occurred_at").GetString().ShouldBe("2026-01-05T08:00:00.000000Z");
        created.Data.TryGetProperty("occurred_at", out _).ShouldBeFalse();
        created["client_state"].ShouldBe("Y29uZg==");
        var joined = await host.WebhookAsync("conference.participant.joined");
        (joined["call_control_id"], joined["conference_id"], joined["client_state"]).ShouldBe((leg, conference.GetProperty("id").GetString(), "Y29uZg=="));
        joined.Data.TryGetProperty("occurred_at", out _).ShouldBeTrue();
        (await ParticipantsAsync(host, conference)).ShouldBe([(leg, "joined")]);
    }

    [Fact]
    public async Task Create_NameInUse_Is422UntilThatOneEnds()
    {
        await using var host = await SandboxHost.StartAsync();
        var (first, second) = (await host.AnsweredAsync(), await host.AnsweredAsync(SandboxHost.Dispatcher));
        var conference = await CreateAsync(host, first);

        var refused = await host.ApiAsync("/conferences", new { call_control_id = second, name = Name });
        (refused.Status, refused.Code).ShouldBe((422, "90033"));
        refused.Pointers.ShouldBe(["/name"]);
        (await host.ApiAsync("/conferences", new { call_control_id = second, name = Name.ToUpperInvariant() })).Ok();
        await host.ActAsync(SandboxHost.OnCall, "hangup");

        var third = await host.AnsweredAsync();
        (await CreateAsync(host, third)).GetProperty("id").GetString().ShouldNotBe(conference.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Create_TwoLegsAtOnce_OneWins()
    {
        await using var host = await SandboxHost.StartAsync();
        var legs = new List<string>();
        for (var number = 0; number < 8; number++)
        {
            legs.Add(await host.AnsweredAsync($"+1312555200{number}"));
        }

        var answers = await Task.WhenAll(legs.Select(leg => host.ApiAsync("/conferences", new { call_control_id = leg, name = Name })));

        answers.Count(static answer => answer.Status == 200).ShouldBe(1);
        answers.Count(static answer => answer.Status == 422).ShouldBe(7);
    }

    [Fact]
    public async Task Join_SecondLeg_BothAreInItAndHearTheConferenceSpeak()
    {
        await using var host = await SandboxHost.StartAsync();
        var (first, second) = (await host.AnsweredAsync(), await host.AnsweredAsync(SandboxHost.Dispatcher));
        var conference = await CreateAsync(host, first);

        (await ActAsync(host, conference, "join", new { call_control_id = second, client_state = "c2Vjb25k" })).Ok();
        (await ActAsync(host, conference, "speak", new { payload = "You are connected.", voice = "female" })).Ok();
        await host.AdvanceAsync(2);

        (await ParticipantsAsync(host, conference)).ShouldBe([(first, "joined"), (second, "joined")]);
        foreach (var number in new[] { SandboxHost.OnCall, SandboxHost.Dispatcher })
        {
            var call = (await host.PhoneAsync(number)).GetProperty("calls")[0];
            call.GetProperty("conference").GetString().ShouldBe(Name);
            call.GetProperty("heard")[0].GetString().ShouldBe("You are connected.");
        }

        (await host.GetApiAsync($"/calls/{second}")).Data.GetProperty("client_state").GetString().ShouldBe("c2Vjb25k");
        (await host.WebhooksAsync()).Last(static webhook => webhook.Type == "conference.participant.joined")["client_state"].ShouldBeNull();
        (await host.EventTypesAsync()).ShouldContain("conference.speak.ended");
    }

    [Fact]
    public async Task Join_Again_Is90044()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        var conference = await CreateAsync(host, leg);

        (await ActAsync(host, conference, "join", new { call_control_id = leg })).Code.ShouldBe("90044");
    }

    [Fact]
    public async Task Join_Refusals_NameTheirReason()
    {
        await using var host = await SandboxHost.StartAsync();
        var owner = await host.AnsweredAsync();
        var conference = (await host.ApiAsync("/conferences", new { call_control_id = owner, name = Name, max_participants = 2 })).Data;
        var ringing = await host.DialAsync("+13125552001");
        var second = await host.AnsweredAsync("+13125552002");
        var third = await host.AnsweredAsync("+13125552003");
        var ended = await host.AnsweredAsync("+13125552004");
        await host.CommandAsync(ended, "hangup");

        (await ActAsync(host, conference, "join", new { })).Code.ShouldBe("10004");
        (await ActAsync(host, conference, "join", new { call_control_id = "v3:none" })).Code.ShouldBe("90015");
        (await ActAsync(host, conference, "join", new { call_control_id = ringing })).Code.ShouldBe("90034");
        (await ActAsync(host, conference, "join", new { call_control_id = ended })).Code.ShouldBe("90018");
        (await ActAsync(host, conference, "join", new { call_control_id = second })).Ok();
        (await ActAsync(host, conference, "join", new { call_control_id = third })).Code.ShouldBe("90032");
        (await ActAsync(host, conference, "leave", new { call_control_id = third })).Code.ShouldBe("10015");
    }

    [Fact]
    public async Task Leave_KeepsTheLegAlive_AndTheLastOneEndsTheConference()
    {
        await using var host = await SandboxHost.StartAsync();
        var (first, second) = (await host.AnsweredAsync(), await host.AnsweredAsync(SandboxHost.Dispatcher));
        var conference = await CreateAsync(host, first);
        await ActAsync(host, conference, "join", new { call_control_id = second });

        (await ActAsync(host, conference, "leave", new { call_control_id = second })).Ok();
        (await host.CommandAsync(second, "speak", new { payload = "Alone again.", voice = "female" })).Ok();
        await host.ActAsync(SandboxHost.OnCall, "hangup");

        (await host.WebhookAsync("conference.ended"))["reason"].ShouldBe("all_left");
        var over = (await host.GetApiAsync($"/conferences/{Id(conference)}")).Data;
        (over.GetProperty("status").GetString(), over.GetProperty("end_reason").GetString()).ShouldBe(("completed", "all_left"));
        (await ActAsync(host, conference, "join", new { call_control_id = second })).Code.ShouldBe("90019");
        (await host.GetApiAsync($"/calls/{second}")).Data.GetProperty("is_alive").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task End_HangsEverybodyUp()
    {
        await using var host = await SandboxHost.StartAsync();
        var (first, second) = (await host.AnsweredAsync(), await host.AnsweredAsync(SandboxHost.Dispatcher));
        var conference = await CreateAsync(host, first);
        await ActAsync(host, conference, "join", new { call_control_id = second });

        (await ActAsync(host, conference, "end", new { command_id = "e-1" })).Ok();
        (await ActAsync(host, conference, "end", new { command_id = "e-1" })).Ok();
        (await ActAsync(host, conference, "end", new { })).Code.ShouldBe("90019");

        (await host.WebhooksAsync()).Count(static webhook => webhook.Type == "call.hangup").ShouldBe(2);
        (await host.GetApiAsync($"/conferences/{Id(conference)}")).Data.GetProperty("end_reason").GetString().ShouldBe("ended_via_api");
    }

    [Fact]
    public async Task EndConferenceOnExit_HostLeaves_EndsItForAll()
    {
        await using var host = await SandboxHost.StartAsync();
        var (first, second) = (await host.AnsweredAsync(), await host.AnsweredAsync(SandboxHost.Dispatcher));
        var conference = await CreateAsync(host, first);
        await ActAsync(host, conference, "join", new { call_control_id = second, end_conference_on_exit = true });

        await host.ActAsync(SandboxHost.Dispatcher, "hangup");

        (await host.WebhookAsync("conference.ended"))["reason"].ShouldBe("host_left");
        (await host.GetApiAsync($"/calls/{first}")).Data.GetProperty("is_alive").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Duration_Over_EndsWithTimeExceeded()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        (await host.ApiAsync("/conferences", new { call_control_id = leg, name = Name, duration_minutes = 5 })).Ok();
        await host.AdvanceAsync(300);

        (await host.WebhookAsync("conference.ended"))["reason"].ShouldBe("time_exceeded");
        (await host.EventTypesAsync()).ShouldContain("call.hangup");
    }

    [Fact]
    public async Task Create_SameCommandId_GivesTheFirstConference()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        var body = new { call_control_id = leg, name = Name, command_id = "c-9" };

        var first = (await host.ApiAsync("/conferences", body)).Data.GetProperty("id").GetString();

        (await host.ApiAsync("/conferences", body)).Data.GetProperty("id").GetString().ShouldBe(first);
    }

    [Fact]
    public async Task List_FilteredByNameAndStatus_FindsExactlyThat()
    {
        await using var host = await SandboxHost.StartAsync();
        await CreateAsync(host, await host.AnsweredAsync());
        await host.ActAsync(SandboxHost.OnCall, "hangup");
        await host.AdvanceAsync(1);
        var live = await CreateAsync(host, await host.AnsweredAsync());
        await CreateAsync(host, await host.AnsweredAsync(SandboxHost.Dispatcher), "alert-8");

        async Task<string[]> FindAsync(string query) =>
            [.. (await host.GetApiAsync("/conferences" + query)).Data.EnumerateArray().Select(static found => $"{found.GetProperty("name")} {found.GetProperty("status")}")];

        (await FindAsync($"?filter[name]={Name}&filter[status]=in_progress")).ShouldBe(["alert-7 in_progress"]);
        (await FindAsync($"?filter[name]={Name}")).ShouldBe(["alert-7 in_progress", "alert-7 completed"]);
        (await FindAsync("?filter[name]=ALERT-7")).ShouldBeEmpty();
        (await FindAsync("?page[size]=1&page[number]=3")).ShouldBe(["alert-7 completed"]);
        (await FindAsync("")).Length.ShouldBe(3);
        (await host.SandboxAsync("conferences", method: "GET")).Ok().GetProperty("conferences").GetArrayLength().ShouldBe(3);
        Id(live).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task ConferenceConfig_OnDial_JoinsOnAnswer()
    {
        await using var host = await SandboxHost.StartAsync();
        var conference = await CreateAsync(host, await host.AnsweredAsync());
        var second = await host.AnsweredAsync(SandboxHost.Dispatcher, new() { ["conference_config"] = new { conference_name = Name } });

        (await ParticipantsAsync(host, conference))[1].ShouldBe((second, "joined"));
    }

    [Fact]
    public async Task Ended_TenMinutesAgo_IsForgotten()
    {
        await using var host = await SandboxHost.StartAsync();
        var conference = await CreateAsync(host, await host.AnsweredAsync());
        await host.ActAsync(SandboxHost.OnCall, "hangup");
        await host.AdvanceAsync(600);

        (await host.GetApiAsync("/conferences")).Data.GetArrayLength().ShouldBe(0);
        (await host.GetApiAsync($"/conferences/{Id(conference)}")).Code.ShouldBe("90058");
    }

    private static async Task<JsonElement> CreateAsync(SandboxHost host, string leg, string name = Name) =>
        (await host.ApiAsync("/conferences", new { call_control_id = leg, name })).Data;

    private static Task<Answer> ActAsync(SandboxHost host, JsonElement conference, string action, object body) =>
        host.ApiAsync($"/conferences/{Id(conference)}/actions/{action}", body);

    private static string Id(JsonElement conference) => conference.GetProperty("id").GetString()!;

    private static async Task<(string, string)[]> ParticipantsAsync(SandboxHost host, JsonElement conference) =>
        [.. (await host.GetApiAsync($"/conferences/{Id(conference)}/participants")).Data.EnumerateArray()
            .Select(static participant => (participant.GetProperty("call_control_id").GetString()!, participant.GetProperty("status").GetString()!))];
}
