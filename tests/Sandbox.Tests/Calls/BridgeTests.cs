namespace FleetActors.Sandbox.Tests;

public class BridgeTests
{
    [Fact]
    public async Task Bridge_TwoAnsweredLegs_TellsBothAndEndsThemTogether()
    {
        await using var host = await SandboxHost.StartAsync();
        var first = await host.AnsweredAsync();
        var second = await host.AnsweredAsync(SandboxHost.Dispatcher);

        (await host.CommandAsync(first, "bridge", new { call_control_id = second })).Ok();
        (await host.WebhooksAsync()).Count(static webhook => webhook.Type == "call.bridged").ShouldBe(2);
        await host.CommandAsync(first, "speak", new { payload = "Both hear this.", voice = "female", target_legs = "both" });
        (await host.PhoneAsync(SandboxHost.Dispatcher)).GetProperty("calls")[0].GetProperty("heard").GetArrayLength().ShouldBe(1);
        await host.ActAsync(SandboxHost.OnCall, "hangup");

        (await host.WebhooksAsync()).Count(static webhook => webhook.Type == "call.hangup").ShouldBe(2);
    }

    [Fact]
    public async Task Bridge_ParkAfterUnbridge_KeepsTheLegThatAskedForIt()
    {
        await using var host = await SandboxHost.StartAsync();
        var first = await host.AnsweredAsync();
        var second = await host.AnsweredAsync(SandboxHost.Dispatcher);
        await host.CommandAsync(first, "bridge", new { call_control_id = second, park_after_unbridge = "self" });

        await host.ActAsync(SandboxHost.Dispatcher, "hangup");

        (await host.WebhookAsync("call.hangup"))["call_control_id"].ShouldBe(second);
        (await host.CommandAsync(first, "speak", new { payload = "Still here.", voice = "female" })).Ok();
    }

    [Fact]
    public async Task Transfer_Answered_BridgesTheNewLegInTheSameSession()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        (await host.CommandAsync(leg, "transfer", new { to = SandboxHost.Dispatcher, target_leg_client_state = "bmV3" })).Ok();
        await host.ActAsync(SandboxHost.Dispatcher, "answer");

        var webhooks = await host.WebhooksAsync();
        webhooks.Count(static webhook => webhook.Type == "call.bridged").ShouldBe(2);
        webhooks.Select(static webhook => webhook["call_session_id"]).Distinct().ShouldHaveSingleItem();
        // Only a leg's own webhooks have an order: the new leg's are told apart by its number.
        webhooks.Single(static webhook => webhook.Type == "call.initiated" && webhook["to"] == SandboxHost.Dispatcher)["client_state"].ShouldBe("bmV3");
    }

    [Fact]
    public async Task Transfer_Declined_LeavesTheFirstLegAlive()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "transfer", new { to = SandboxHost.Dispatcher });
        await host.ActAsync(SandboxHost.Dispatcher, "decline");

        (await host.WebhookAsync("call.hangup"))["to"].ShouldBe(SandboxHost.Dispatcher);
        (await host.GetApiAsync($"/calls/{leg}")).Data.GetProperty("is_alive").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Dial_LinkedWithBridgeOnAnswer_SharesTheSessionAndBridges()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.DialAsync(SandboxHost.Dispatcher, new() { ["link_to"] = leg, ["bridge_on_answer"] = true });
        await host.ActAsync(SandboxHost.Dispatcher, "answer");

        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("calls")[0].GetProperty("bridged_to").GetString().ShouldBe(SandboxHost.Dispatcher);
        (await host.WebhooksAsync()).Select(static webhook => webhook["call_session_id"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ActiveCalls_ManyLive_ArePagedByCursorAndHoldClientState()
    {
        await using var host = await SandboxHost.StartAsync();
        for (var number = 0; number < 45; number++)
        {
            await host.DialAsync($"+131255510{number:00}", new() { ["client_state"] = Convert.ToBase64String([(byte)number]) });
        }

        await host.ActAsync("+13125551000", "decline");
        var states = new List<string>();
        var after = "";
        do
        {
            var page = (await host.GetApiAsync($"/connections/1494404757140276705/active_calls?page[after]={after}")).Ok();
            page.GetProperty("meta").GetProperty("total_items").GetInt32().ShouldBe(44);
            states.AddRange(page.GetProperty("data").EnumerateArray().Select(static call => call.GetProperty("client_state").GetString()!));
            page.GetProperty("data")[0].TryGetProperty("to", out _).ShouldBeFalse();
            after = page.GetProperty("meta").GetProperty("cursors").GetProperty("after").GetString();
        }
        while (after is not null);

        states.ShouldBe([.. Enumerable.Range(1, 44).Select(static number => Convert.ToBase64String([(byte)number]))]);
        (await host.GetApiAsync("/connections/other/active_calls")).Data.GetArrayLength().ShouldBe(0);
    }
}
