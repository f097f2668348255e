namespace FleetActors.Sandbox.Tests;

public class LogTests
{
    [Fact]
    public async Task Log_CommandsAndWebhooks_AreCountedAndPaged()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "speak", new { payload = "x", voice = "female" });
        await host.CommandAsync(leg, "speak", new { voice = "female" });
        await host.SettleAsync();

        var page = (await host.SandboxAsync("log?limit=2", method: "GET")).Ok();
        page.GetProperty("entries").GetArrayLength().ShouldBe(2);
        var rest = (await host.SandboxAsync($"log?after={page.GetProperty("next").GetInt64()}", method: "GET")).Ok();

        rest.GetProperty("entries").GetArrayLength().ShouldBe(4);
        var counts = rest.GetProperty("counts");
        counts.GetProperty("POST /calls").GetInt64().ShouldBe(1);
        counts.GetProperty("POST /calls/*/actions/speak").GetInt64().ShouldBe(1);
        counts.GetProperty("call.answered").GetInt64().ShouldBe(1);
        var commands = (await host.SandboxAsync("log?kind=command", method: "GET")).Ok().GetProperty("entries");
        commands[0].GetProperty("body").GetProperty("to").GetString().ShouldBe(SandboxHost.OnCall);
        commands[0].GetProperty("path").GetString().ShouldBe("/calls");
        commands[2].GetProperty("status").GetInt32().ShouldBe(422);
        var end = rest.GetProperty("next").GetInt64();
        (await host.SandboxAsync($"log?after={end}", method: "GET")).Ok().GetProperty("entries").GetArrayLength().ShouldBe(0);
        (await host.SandboxAsync($"log?after={end + 1000}", method: "GET")).Ok().GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Log_BodyThatIsNoJson_IsShownAsText()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ApiAsync("/calls", "{nonsense");
        await host.ApiAsync("/messages", $"{{\"text\":\"{new string('x', 5000)}\"}}");

        var entries = (await host.SandboxAsync("log", method: "GET")).Ok().GetProperty("entries");

        entries[0].GetProperty("body").GetString().ShouldBe("{nonsense");
        entries[1].GetProperty("body").GetString()!.Length.ShouldBe(LogEntry.LongestBody + 3);
    }

    [Fact]
    public void Add_BeyondTheCapacity_ForgetsTheOldestButKeepsCounting()
    {
        var log = new SandboxLog(capacity: 3);
        for (var number = 1; number <= 10; number++)
        {
            log.Add(new LogEntry(DateTimeOffset.UnixEpoch, "POST", $"/{number}", null, "200"), "POST /x");
        }

        var page = log.Read(0, 100, static _ => true);

        page.Entries.Select(static entry => (entry.Number, entry.Entry.Target)).ShouldBe([(8, "/8"), (9, "/9"), (10, "/10")]);
        (page.Oldest, page.Next, page.Counts["POST /x"]).ShouldBe((8, 10, 10));
    }
}
