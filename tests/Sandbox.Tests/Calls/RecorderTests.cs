using System.Text.Json;
using FleetActors.TestKit;
using Microsoft.AspNetCore.Http;

namespace FleetActors.Sandbox.Tests;

/// <summary>What the provider records of a caller, and for how long it has it.</summary>
public sealed class RecorderTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly WebhookSink _sink = new();
    private readonly TelnyxSandbox _sandbox;

    public RecorderTests() => _sandbox = new TelnyxSandbox(
        new SandboxOptions { WebhookUrl = SandboxHost.VoiceUrl, WebhookHandler = _sink }, _clock, CancellationToken.None);

    public void Dispose()
    {
        _sandbox.Dispose();
        _sink.Dispose();
    }

    [Fact]
    public async Task RecordStart_NobodyStreams_HasTheWholeSoundAndTheCallerHangsUpAfterIt()
    {
        var leg = AnsweredCaller();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Act(leg, "record_start");

        _clock.Advance(TimeSpan.FromSeconds(5));

        leg.State.ShouldBe(LegState.Ended);
        var saved = await SavedAsync();
        saved.Payload.TryGetProperty("call_control_id", out _).ShouldBeFalse();
        saved["call_session_id"].ShouldBe(leg.SessionId);
        saved["channels"].ShouldBe("single");
        Sound(saved).ShouldBe(TestSound.Samples());
    }

    [Fact]
    public async Task RecordStop_HasTheSoundUpToThere()
    {
        var leg = AnsweredCaller();
        Act(leg, "record_start");
        _clock.Advance(TimeSpan.FromSeconds(1.5));

        Act(leg, "record_stop");

        Sound(await SavedAsync()).ShouldBe(TestSound.Samples()[..12_000]);
        leg.State.ShouldBe(LegState.Answered);
    }

    [Fact]
    public async Task Recording_IsGoneAfterTenMinutes()
    {
        var leg = AnsweredCaller();
        Act(leg, "record_start");
        Act(leg, "record_stop");
        var id = IdOf(await SavedAsync());
        _clock.Advance(TimeSpan.FromSeconds(599));
        Find(id).ShouldNotBeNull();

        _clock.Advance(TimeSpan.FromSeconds(1));

        Find(id).ShouldBeNull();
    }

    private Leg AnsweredCaller()
    {
        var leg = _sandbox.Exchange.World.Enter(() =>
            _sandbox.Exchange.Callers.Call("+13125550007", "+13125550100", new CallerVoice(TestSound.Line(speed: 1), TimeSpan.FromSeconds(1))));
        Act(leg, "answer", "{}");
        return leg;
    }

    private void Act(Leg leg, string action, string body = """{"format":"wav","channels":"single"}""") =>
        _sandbox.Exchange.World.Enter(() => _sandbox.Exchange.LegActions.Execute(
            new TelnyxRequest(JsonDocument.Parse(body).RootElement, new QueryCollection(), leg.ControlId, action) { ApiAddress = "http://sandbox.test" })).Status.ShouldBe(200);

    private async Task<ReceivedWebhook> SavedAsync()
    {
        await _sandbox.WhenWebhooksSettledAsync();
        return _sink.Received.Single(static webhook => webhook.Type == "call.recording.saved");
    }

    private static string IdOf(ReceivedWebhook saved)
    {
        var url = saved.Payload.GetProperty("recording_urls").GetProperty("wav").GetString()!;
        url.ShouldStartWith("http://sandbox.test/recordings/");
        return url["http://sandbox.test/recordings/".Length..^".wav".Length];
    }

    private byte[]? Find(string id) => _sandbox.Exchange.World.Enter(() => _sandbox.Exchange.Recorder.Find(id));

    private short[] Sound(ReceivedWebhook saved) => WavSound.Read(Find(IdOf(saved))!, out _)!.Value.Samples;
}
