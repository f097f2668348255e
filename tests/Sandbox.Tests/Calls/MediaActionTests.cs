using FleetActors.TestKit;

namespace FleetActors.Sandbox.Tests;

public class MediaActionTests
{
    [Fact]
    public async Task Transcription_StartedTwice_Is90054UntilStopped()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();

        (await host.CommandAsync(leg, "transcription_start", new { transcription_engine = "B" })).Ok();
        (await host.CommandAsync(leg, "transcription_start")).Code.ShouldBe("90054");
        (await host.CommandAsync(leg, "record_start", new { format = "wav", channels = "single", timeout_secs = 5 })).Code.ShouldBe("90053");
        (await host.CommandAsync(leg, "transcription_stop")).Ok();
        (await host.CommandAsync(leg, "transcription_start")).Ok();
        (await host.CommandAsync(leg, "record_start", new { format = "wav", channels = "single" })).Ok();
        (await host.CommandAsync(leg, "record_stop")).Ok();
    }

    [Fact]
    public async Task Streaming_NoSound_FailsAndMayBeTriedAgain()
    {
        await using var host = await SandboxHost.StartAsync();
        var leg = await host.AnsweredAsync();

        (await host.CommandAsync(leg, "streaming_start", new { stream_url = "wss://front.test/ws" })).Ok();
        (await host.CommandAsync(leg, "streaming_start", new { stream_url = "wss://front.test/ws" })).Ok();

        (await host.WebhooksAsync()).Count(static webhook => webhook.Type == "streaming.failed").ShouldBe(2);
    }

    [Fact]
    public void Streaming_WithAConnector_IsOpenedOnceAndClosedWithTheCall()
    {
        using var sink = new WebhookSink();
        var media = new RecordingConnector();
        using var sandbox = new TelnyxSandbox(new SandboxOptions { WebhookHandler = sink }, new ManualClock(), CancellationToken.None, media);
        var exchange = sandbox.Exchange;

        exchange.World.Enter(() => exchange.PhoneActions.Call("+13125550007", "+13125550100"));
        var leg = exchange.World.Enter(() => exchange.Phones.Find("+13125550007")!.Calls[0]);
        Act(exchange, leg, "answer", "{\"stream_url\":\"ws://front.test/ws\"}").Status.ShouldBe(200);
        System.Text.Encoding.UTF8.GetString(Act(exchange, leg, "streaming_start", "{\"stream_url\":\"ws://front.test/ws\"}").Body).ShouldContain("90045");
        exchange.World.Enter(() => exchange.PhoneActions.Hangup("+13125550007", null));

        media.Calls.ShouldBe(["open ws://front.test/ws", "close ws://front.test/ws"]);
    }

    private static TelnyxReply Act(Exchange exchange, Leg leg, string action, string body) => exchange.World.Enter(() => exchange.LegActions.Execute(
        new TelnyxRequest(System.Text.Json.JsonDocument.Parse(body).RootElement, new Microsoft.AspNetCore.Http.QueryCollection(), leg.ControlId, action)));

    private sealed class RecordingConnector : IMediaConnector
    {
        public List<string> Calls { get; } = [];

        public void Open(Leg leg, MediaStream stream, MediaOutcome outcome)
        {
            Calls.Add("open " + stream.Url);
            outcome.Opened();
        }

        public void Close(Leg leg, MediaStream stream) => Calls.Add("close " + stream.Url);
    }
}
