namespace FleetActors.Sandbox.Tests;

public class ParallelTests
{
    [Fact]
    public async Task Commands_FromManyCallersAtOnce_LoseAndDoubleNothing()
    {
        const int Calls = 200;
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { default_number = new { answer_after_ms = 0 } });

        await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            var command = new Dictionary<string, object?> { ["command_id"] = $"dial-{number}", ["client_state"] = Convert.ToBase64String([(byte)number]) };
            var body = SandboxHost.DialBody($"+1312556{number:0000}", command);
            var answers = await Task.WhenAll(host.ApiAsync("/calls", body), host.ApiAsync("/calls", body));
            var legs = answers.Select(static answer => answer.Data.GetProperty("call_control_id").GetString()!).Distinct().ToList();
            (await host.CommandAsync(legs.ShouldHaveSingleItem(), "hangup")).Ok();
        });

        var webhooks = await host.WebhooksAsync();
        foreach (var ofOneCall in webhooks.GroupBy(static webhook => webhook["call_control_id"]))
        {
            ofOneCall.Select(static webhook => webhook.Type).ShouldBe(["call.initiated", "call.answered", "call.hangup"]);
        }

        webhooks.Count.ShouldBe(3 * Calls);
        host.Sandbox.Exchange.World.Enter(() => host.Sandbox.Exchange.Phones.Count).ShouldBe(Calls);
    }
}
