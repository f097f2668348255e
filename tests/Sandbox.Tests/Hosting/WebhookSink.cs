using System.Net;
using System.Text.Json;

namespace FleetActors.Sandbox.Tests;

/// <summary>Receives the sandbox's webhooks without a socket, and answers them as the test wishes.</summary>
internal sealed class WebhookSink : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedWebhook> _received = [];
    private readonly List<(int Count, TaskCompletionSource Signal)> _waiting = [];

    /// <summary>The status of each answer; null never answers.</summary>
    public Func<ReceivedWebhook, HttpStatusCode?> Respond { get; set; } = static _ => HttpStatusCode.OK;

    public IReadOnlyList<ReceivedWebhook> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>Waits until so many attempts have arrived in all, answered or not.</summary>
    public async Task WhenReceivedAsync(int count)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_received.Count >= count)
            {
                return;
            }

            _waiting.Add((count, signal));
        }

        try
        {
            await signal.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited 30 s for {count} webhooks; {Received.Count} came.");
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var webhook = new ReceivedWebhook(
            request.RequestUri!.ToString(),
            body,
            request.Headers.GetValues("telnyx-timestamp").Single(),
            request.Headers.GetValues("telnyx-signature-ed25519").Single(),
            request.Headers.UserAgent.ToString(),
            request.Content.Headers.ContentType!.ToString());
        lock (_gate)
        {
            _received.Add(webhook);
            foreach (var (_, signal) in _waiting.FindAll(waiting => waiting.Count <= _received.Count))
            {
                signal.TrySetResult();
            }
        }

        if (Respond(webhook) is { } status)
        {
            return new HttpResponseMessage(status);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new InvalidOperationException("Only a cancellation ends an endless wait.");
    }
}

/// <summary>One delivery attempt as it arrived.</summary>
internal sealed record ReceivedWebhook(string Url, byte[] Body, string Timestamp, string Signature, string UserAgent, string ContentType)
{
    private readonly JsonElement _root = JsonDocument.Parse(Body).RootElement;

    public JsonElement Data => _root.GetProperty("data");

    public JsonElement Payload => Data.GetProperty("payload");

    public string Type => Data.GetProperty("event_type").GetString()!;

    public string Id => Data.GetProperty("id").GetString()!;

    public int Attempt => _root.GetProperty("meta").GetProperty("attempt").GetInt32();

    public string DeliveredTo => _root.GetProperty("meta").GetProperty("delivered_to").GetString()!;

    public string? this[string field] => Payload.GetProperty(field) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
}
