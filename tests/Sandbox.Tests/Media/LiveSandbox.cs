using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FleetActors.Sandbox.Tests;

/// <summary>A sandbox in real time, with a sink for its webhooks.</summary>
internal sealed class LiveSandbox : IDisposable
{
    private readonly WebhookSink _sink = new();
    private readonly TelnyxSandbox _sandbox;

    public LiveSandbox()
    {
        _sandbox = new TelnyxSandbox(
            new SandboxOptions { WebhookUrl = SandboxHost.VoiceUrl, WebhookHandler = _sink }, TimeProvider.System, CancellationToken.None);
    }

    public Leg Call(CallerLine line) => _sandbox.Exchange.World.Enter(
        () => _sandbox.Exchange.Callers.Call("+13125550007", "+13125550100", new CallerVoice(line, line.Samples.Length == 0 ? null : TimeSpan.FromMilliseconds(100))));

    public void Answer(Leg leg, string url, string codec) => _sandbox.Exchange.World.Enter(() => _sandbox.Exchange.LegActions.Execute(new TelnyxRequest(
        JsonDocument.Parse($$"""{"stream_url":"{{url}}","stream_codec":"{{codec}}"}""").RootElement, new QueryCollection(), leg.ControlId, "answer"))).Status.ShouldBe(200);

    public void HangUp(Leg leg) => _sandbox.Exchange.World.Enter(() => _sandbox.Exchange.PhoneActions.Hangup(leg.From, null));

    /// <summary>The webhooks so far, once one of this type is among them.</summary>
    public async Task<IReadOnlyList<string>> EventTypesAsync(string last)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            await _sandbox.WhenWebhooksSettledAsync().WaitAsync(limit.Token);
            var types = _sink.Received.Select(static webhook => webhook.Type).ToList();
            if (types.Contains(last))
            {
                return types;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    public void Dispose()
    {
        _sandbox.Dispose();
        _sink.Dispose();
    }
}
