using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FleetActors.Sandbox.Tests;

public class WebhookDeliveryTests
{
    [Fact]
    public async Task Dial_Accepted_SendsSignedEnvelope()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.DialAsync();

        var webhook = await host.WebhookAsync("call.initiated");

        webhook.Url.ShouldBe(SandboxHost.VoiceUrl);
        webhook.DeliveredTo.ShouldBe(SandboxHost.VoiceUrl);
        webhook.ContentType.ShouldBe("application/json");
        webhook.UserAgent.ShouldBe("telnyx-webhooks");
        webhook.Attempt.ShouldBe(1);
        webhook.Data.GetProperty("record_type").GetString().ShouldBe("event");
        webhook.Data.GetProperty("occurred_at").GetString().ShouldBe("2026-01-05T08:00:00.000000Z");
        Guid.TryParse(webhook.Id, out _).ShouldBeTrue();
        webhook.Timestamp.ShouldBe("1767600000");
        Verifies(host, webhook).ShouldBeTrue();
    }

    [Fact]
    public async Task Retry_AfterServerErrors_ComesWithBackoffSameIdAndFreshSignature()
    {
        await using var host = await SandboxHost.StartAsync();
        host.Sink.Respond = static webhook => webhook.Attempt < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
        await host.DialAsync();

        (await host.WebhooksAsync()).Count.ShouldBe(1);
        await host.AdvanceAsync(1);
        host.Sink.Received.Count.ShouldBe(2);
        await host.AdvanceAsync(1.9);
        host.Sink.Received.Count.ShouldBe(2);
        await host.AdvanceAsync(0.1);
        await host.AdvanceAsync(20);

        host.Sink.Received.Select(static webhook => webhook.Attempt).ShouldBe([1, 2, 3]);
        host.Sink.Received.Select(static webhook => webhook.Id).Distinct().ShouldHaveSingleItem();
        host.Sink.Received.ShouldAllBe(webhook => Verifies(host, webhook));
        host.Sink.Received[2].Timestamp.ShouldBe("1767600003");
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Retry_ConnectionFailsInAnyWay_ComesAndLaterEventsToo(Exception failure)
    {
        await using var host = await SandboxHost.StartAsync(static options => options.DefaultNumber = new NumberScript { AnswerAfterMs = 5000 });
        host.Sink.Respond = webhook => webhook.Attempt == 1 && webhook.Type == "call.initiated" ? throw failure : HttpStatusCode.OK;
        await host.DialAsync();

        await host.AdvanceAsync(1);
        host.Sink.Received.Where(static webhook => webhook.Type == "call.initiated").Select(static webhook => webhook.Attempt).ShouldBe([1, 2]);
        await host.AdvanceAsync(20);
        (await host.WebhookAsync("call.answered")).Attempt.ShouldBe(1, "the lane goes on after what it could not deliver");
    }

    /// <summary>A server that is killed while it is connected to shows as the last one.</summary>
    public static TheoryData<Exception> Failures => [new HttpRequestException("refused"), new IOException("reset"), new SocketException((int)SocketError.NotConnected)];

    [Fact]
    public async Task Retry_NeverAnsweredInTime_StopsAfterSixAttempts()
    {
        await using var host = await SandboxHost.StartAsync(static options => options.DefaultNumber = new NumberScript());
        host.Sink.Respond = static _ => null;
        await host.DialAsync(more: new() { ["timeout_secs"] = 600 });

        for (var attempt = 1; attempt <= 6; attempt++)
        {
            await host.Sink.WhenReceivedAsync(attempt);
            host.Clock.Advance(TimeSpan.FromSeconds(2));
            await host.SettleAsync();
            host.Clock.Advance(TimeSpan.FromSeconds(16));
        }

        await host.SettleAsync();
        host.Sink.Received.Count.ShouldBe(6);
        (await host.SandboxAsync("log?kind=webhook", method: "GET")).Ok().GetProperty("entries")[0].GetProperty("outcome").GetString().ShouldBe("timeout");
    }

    [Fact]
    public async Task Order_OfOneCall_IsKept()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();
        await host.CommandAsync(leg, "hangup");

        (await host.EventTypesAsync()).ShouldBe(["call.initiated", "call.answered", "call.hangup"]);
    }

    [Fact]
    public async Task Retry_OfFirstEvent_DoesNotHoldTheOthersBack()
    {
        await using var host = await SandboxHost.StartAsync();
        host.Sink.Respond = static webhook => webhook is { Type: "call.initiated", Attempt: 1 } ? HttpStatusCode.InternalServerError : HttpStatusCode.OK;
        await host.AnsweredAsync();
        await host.AdvanceAsync(1);

        (await host.EventTypesAsync()).ShouldBe(["call.initiated", "call.answered", "call.initiated"]);
    }

    [Fact]
    public async Task DuplicateRate_One_DeliversEveryEventTwiceUnderOneId()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { webhooks = new { duplicate_rate = 1.0 } });
        await host.DialAsync();

        var webhooks = await host.WebhooksAsync();

        webhooks.Count.ShouldBe(2);
        webhooks[0].Id.ShouldBe(webhooks[1].Id);
        webhooks.ShouldAllBe(static webhook => webhook.Attempt == 1);
    }

    [Fact]
    public async Task ReorderRate_HoldsEventsBackSoThatLaterOnesOvertake()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { webhooks = new { reorder_rate = 1.0, reorder_ms = 500 } });
        var leg = await host.DialAsync();
        await host.BehaveAsync(new { });
        await host.ActAsync(SandboxHost.OnCall, "answer");
        await host.AdvanceAsync(0.5);

        (await host.EventTypesAsync()).ShouldBe(["call.answered", "call.initiated"]);
        leg.ShouldStartWith("v3:");
    }

    [Fact]
    public async Task DropRate_One_LosesTheFirstAttemptAndRetries()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { webhooks = new { drop_rate = 1.0 } });
        await host.DialAsync();

        (await host.WebhooksAsync()).ShouldBeEmpty();
        await host.AdvanceAsync(1);

        (await host.WebhookAsync("call.initiated")).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task RandomFaults_SameSeed_StrikeTheSameEvents()
    {
        async Task<IReadOnlyList<string>> RunAsync()
        {
            await using var host = await SandboxHost.StartAsync();
            await host.BehaveAsync(new { seed = 7, webhooks = new { duplicate_rate = 0.5, drop_rate = 0.3, reorder_rate = 0.3 } });
            for (var number = 0; number < 20; number++)
            {
                await host.DialAsync($"+1312555{1000 + number}");
                await host.SettleAsync();
            }

            await host.AdvanceAsync(5);
            return [.. host.Sink.Received.Select(static webhook => $"{webhook["to"]} {webhook.Attempt}")];
        }

        var first = await RunAsync();

        first.Count.ShouldBeGreaterThan(20);
        (await RunAsync()).Order().ShouldBe(first.Order());
    }

    [Fact]
    public async Task Dial_OwnUrls_ReplaceTheApplications()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync(more: new()
        {
            ["webhook_url"] = "http://other.test/all",
            ["webhook_urls"] = new Dictionary<string, string> { ["call.hangup"] = "http://other.test/hangup" },
            ["webhook_retries_policies"] = new Dictionary<string, object> { ["call.hangup"] = new { retries_ms = new[] { 250 } } },
        });
        host.Sink.Respond = static webhook => webhook.Type == "call.hangup" ? HttpStatusCode.BadGateway : HttpStatusCode.OK;
        await host.CommandAsync(leg, "hangup");
        await host.AdvanceAsync(0.25);
        await host.AdvanceAsync(60);

        host.Sink.Received.Select(static webhook => webhook.Url).ShouldBe(
            ["http://other.test/all", "http://other.test/all", "http://other.test/hangup", "http://other.test/hangup"]);
    }

    [Fact]
    public async Task SetWebhookUrls_Later_MovesLaterEvents()
    {
        await using var host = await SandboxHost.StartAsync(static options => options.WebhookUrl = null);
        await host.DialAsync();
        (await host.WebhooksAsync()).ShouldBeEmpty();

        host.Sandbox.SetWebhookUrls("http://late.test/voice", null);
        await host.ActAsync(SandboxHost.OnCall, "answer");

        (await host.WebhookAsync("call.answered")).Url.ShouldBe("http://late.test/voice");
    }

    private static bool Verifies(SandboxHost host, ReceivedWebhook webhook) => Ed25519Verifier.Verify(
        Convert.FromBase64String(host.Sandbox.Keys.PublicKeyBase64),
        Convert.FromBase64String(webhook.Signature),
        [.. Encoding.ASCII.GetBytes(webhook.Timestamp + "|"), .. webhook.Body]);
}
