using System.Net;

namespace FleetActors.Sandbox.Tests;

public class MessageTests
{
    [Fact]
    public async Task Send_Accepted_IsQueuedShownAndReported()
    {
        await using var host = await SandboxHost.StartAsync();

        var message = (await SendAsync(host, "[LOW] Fleet Alert: all quiet")).Data;

        message.GetProperty("to")[0].GetProperty("status").GetString().ShouldBe("queued");
        message.GetProperty("parts").GetInt32().ShouldBe(1);
        var shown = (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("messages").EnumerateArray().ShouldHaveSingleItem();
        shown.GetProperty("from").GetString().ShouldBe(SandboxHost.AlertNumber);
        shown.GetProperty("text").GetString().ShouldBe("[LOW] Fleet Alert: all quiet");
        shown.GetProperty("at").GetString().ShouldBe("2026-01-05T08:00:00.000000Z");
        var webhooks = await host.WebhooksAsync();
        webhooks.Select(static webhook => (webhook.Type, webhook.Url, Status(webhook))).ShouldBe(
            [("message.sent", SandboxHost.SmsUrl, "sent"), ("message.finalized", SandboxHost.SmsUrl, "delivered")]);
        webhooks.ShouldAllBe(webhook => webhook["id"] == message.GetProperty("id").GetString());
        (await host.GetApiAsync($"/messages/{message.GetProperty("id").GetString()}")).Data.GetProperty("to")[0].GetProperty("status").GetString().ShouldBe("delivered");
    }

    [Fact]
    public async Task Send_Twice_SendsTwice()
    {
        await using var host = await SandboxHost.StartAsync();
        var first = (await SendAsync(host, "same")).Data.GetProperty("id").GetString();
        var second = (await SendAsync(host, "same")).Data.GetProperty("id").GetString();

        second.ShouldNotBe(first);
        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("messages").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Send_OwnWebhookUrl_ReportsThereAndToTheFailoverAfterThreeFailures()
    {
        await using var host = await SandboxHost.StartAsync();
        host.Sink.Respond = static webhook => webhook.Url.EndsWith("first", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK;
        (await host.ApiAsync("/messages", new
        {
            to = SandboxHost.OnCall,
            from = SandboxHost.AlertNumber,
            text = "x",
            webhook_url = "http://own.test/first",
            webhook_failover_url = "http://own.test/second?ref=7",
        })).Ok();
        for (var second = 0; second < 10; second++)
        {
            await host.AdvanceAsync(1);
        }

        host.Sink.Received.Where(static webhook => webhook.Type == "message.finalized").Select(static webhook => (webhook.Attempt, webhook.Url)).ShouldBe(
            [(1, "http://own.test/first"), (2, "http://own.test/first"), (3, "http://own.test/first"), (4, "http://own.test/second?ref=7")]);
    }

    [Fact]
    public async Task Send_UseProfileWebhooksFalse_ReportsNowhere()
    {
        await using var host = await SandboxHost.StartAsync();
        (await host.ApiAsync("/messages", new { to = SandboxHost.OnCall, from = SandboxHost.AlertNumber, text = "x", use_profile_webhooks = false })).Ok();

        (await host.WebhooksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_FromThePhone_BlocksThatSenderUntilStart()
    {
        await using var host = await SandboxHost.StartAsync();
        await SendAsync(host, "one");
        await host.ActAsync(SandboxHost.OnCall, "sms", new { text = " Stop " });

        var blocked = await SendAsync(host, "two");
        (blocked.Status, blocked.Code).ShouldBe((400, "40300"));
        (await SendAsync(host, "to the other", SandboxHost.Dispatcher)).Ok();
        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("stopped")[0].GetString().ShouldBe(SandboxHost.AlertNumber);
        await host.ActAsync(SandboxHost.OnCall, "sms", new { text = "START" });

        (await SendAsync(host, "three")).Ok();
    }

    [Fact]
    public async Task Reply_FromThePhone_ComesAsMessageReceived()
    {
        await using var host = await SandboxHost.StartAsync();
        await SendAsync(host, "Reply ACK 417");
        await host.ActAsync(SandboxHost.OnCall, "sms", new { text = "ACK 417" });

        var received = await host.WebhookAsync("message.received");

        received.Url.ShouldBe(SandboxHost.SmsUrl);
        received["text"].ShouldBe("ACK 417");
        received["direction"].ShouldBe("inbound");
        received.Payload.GetProperty("from").GetProperty("phone_number").GetString().ShouldBe(SandboxHost.OnCall);
        received.Payload.GetProperty("to")[0].GetProperty("phone_number").GetString().ShouldBe(SandboxHost.AlertNumber);
        var phone = await host.PhoneAsync(SandboxHost.OnCall);
        phone.GetProperty("messages").GetArrayLength().ShouldBe(1);
        phone.GetProperty("sent")[0].GetProperty("to").GetString().ShouldBe(SandboxHost.AlertNumber);
    }

    [Fact]
    public async Task Script_Reply_AnswersEveryMessageAfterItsTime()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { numbers = new Dictionary<string, object> { [SandboxHost.OnCall] = new { reply = "OK", reply_after_ms = 3000 } } });
        await SendAsync(host, "x");
        await host.AdvanceAsync(2.9);
        (await host.EventTypesAsync()).ShouldNotContain("message.received");
        await host.AdvanceAsync(0.1);

        (await host.WebhookAsync("message.received"))["text"].ShouldBe("OK");
    }

    [Theory]
    [InlineData("delivery_failed", "message.sent message.finalized", 0)]
    [InlineData("sending_failed", "message.finalized", 0)]
    [InlineData("delivery_unconfirmed", "message.sent message.finalized", 1)]
    public async Task Script_SmsStatus_IsTheOutcome(string status, string events, int shown)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.BehaveAsync(new { default_number = new { sms_status = status } });
        await SendAsync(host, "x");

        string.Join(' ', await host.EventTypesAsync()).ShouldBe(events);
        Status(await host.WebhookAsync("message.finalized")).ShouldBe(status);
        (await host.PhoneAsync(SandboxHost.OnCall)).GetProperty("messages").GetArrayLength().ShouldBe(shown);
    }

    [Theory]
    [InlineData("plain", 1, "GSM-7", 1)]
    [InlineData("x", 160, "GSM-7", 1)]
    [InlineData("x", 161, "GSM-7", 2)]
    [InlineData("x", 306, "GSM-7", 2)]
    [InlineData("x", 307, "GSM-7", 3)]
    [InlineData("[", 80, "GSM-7", 1)]
    [InlineData("[", 81, "GSM-7", 2)]
    [InlineData("\u4f60", 70, "UCS-2", 1)]
    [InlineData("\u4f60", 71, "UCS-2", 2)]
    public void Size_OfAText_FollowsItsEncoding(string text, int times, string encoding, int parts) =>
        MessageSize.Of(string.Concat(Enumerable.Repeat(text, times))).ShouldBe(new MessageSize(encoding, parts));

    [Fact]
    public async Task Send_ElevenParts_IsRefused()
    {
        await using var host = await SandboxHost.StartAsync();

        (await SendAsync(host, new string('x', (153 * 10) + 1))).Code.ShouldBe("40302");
    }

    private static Task<Answer> SendAsync(SandboxHost host, string text, string to = SandboxHost.OnCall) =>
        host.ApiAsync("/messages", new { to, from = SandboxHost.AlertNumber, text });

    private static string? Status(ReceivedWebhook webhook) => webhook.Payload.GetProperty("to")[0].GetProperty("status").GetString();
}
