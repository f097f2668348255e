using System.Globalization;
using System.Net.Http.Headers;

namespace FleetActors.Sandbox;

/// <summary>Signs and delivers webhooks: in order per lane, with retries, and with the faults that the behaviour asks for.</summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly World _world;
    private readonly SandboxOptions _options;
    private readonly SandboxKeys _keys;
    private readonly FaultPlan _faults;
    private readonly SandboxLog _log;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stop = new();
    private readonly PendingCount _pending = new();

    public WebhookSender(World world, SandboxOptions options, SandboxKeys keys, FaultPlan faults, SandboxLog log)
    {
        (_world, _options, _keys, _faults, _log) = (world, options, keys, faults, log);
        _places = new SemaphoreSlim(options.WebhookConcurrency);
        var handler = options.WebhookHandler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        _http = new HttpClient(handler, disposeHandler: options.WebhookHandler is null) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "telnyx-webhooks");
    }

    /// <summary>Completes when no delivery is queued or on its way; retries that wait for their time do not count.</summary>
    public Task WhenSettledAsync() => _pending.WhenZeroAsync();

    /// <summary>Queues an event. Call it inside <see cref="World.Enter{T}"/>.</summary>
    public void Send(WebhookLane lane, WebhookTarget target, WebhookEvent webhook)
    {
        if (target.Urls.Count == 0)
        {
            _log.Add(LogEntry.Webhook(_world.Now, webhook, null, 1, "no address configured"));
            return;
        }

        var delivery = new WebhookDelivery(webhook, target, 1);
        var fault = _faults.NextWebhook();
        if (fault.Drop)
        {
            _log.Add(LogEntry.Webhook(_world.Now, webhook, target.Url(1), 1, "dropped on purpose"));
            PlanRetry(delivery);
        }
        else
        {
            Queue(lane, delivery, fault.Delay);
        }

        if (fault.Duplicate)
        {
            Queue(lane, delivery, fault.Delay);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _http.Dispose();
    }

    private void Queue(WebhookLane lane, WebhookDelivery delivery, TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            _world.After(delay, () => Queue(lane, delivery, TimeSpan.Zero));
            return;
        }

        _pending.Add();
        if (lane.Enqueue(delivery))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Sender.DrainAsync(work.Lane), (Sender: this, Lane: lane), preferLocal: false);
        }
    }

    private async Task DrainAsync(WebhookLane lane)
    {
        while (lane.Next() is { } delivery)
        {
            await DeliverAsync(delivery);
        }
    }

    private async Task DeliverAsync(WebhookDelivery delivery)
    {
        try
        {
            var outcome = await AttemptAsync(delivery);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            _log.Add(LogEntry.Webhook(_world.Now, delivery.Event, delivery.Target.Url(delivery.Attempt), delivery.Attempt, outcome.Text));
            if (!outcome.Delivered)
            {
                _world.Enter(() => PlanRetry(delivery));
            }
        }
        finally
        {
            _pending.Remove();
        }
    }

    private void PlanRetry(WebhookDelivery delivery)
    {
        var next = delivery with { Attempt = delivery.Attempt + 1 };
        if (next.Attempt <= next.Target.Attempts)
        {
            _world.After(next.Target.DelayBefore(next.Attempt), () => Queue(new WebhookLane(), next, TimeSpan.Zero));
        }
    }

    private async Task<(bool Delivered, string Text)> AttemptAsync(WebhookDelivery delivery)
    {
        try
        {
            await _places.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return (false, "stopped");
        }

        using var timeout = new CancellationTokenSource(_options.WebhookTimeout, _world.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        try
        {
            using var request = Request(delivery);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            return (status is >= 200 and < 300, status.ToString(CultureInfo.InvariantCulture));
        }
        catch (OperationCanceledException)
        {
            return (false, timeout.IsCancellationRequested ? "timeout" : "stopped");
        }
        catch (Exception failure)
        {
            // Whatever it is, the attempt has failed; thrown on, it would end the whole lane. A server that is killed shows as more kinds than one expects.
            return (false, failure.Message);
        }
        finally
        {
            _places.Release();
        }
    }

    private HttpRequestMessage Request(WebhookDelivery delivery)
    {
        var url = delivery.Target.Url(delivery.Attempt);
        var body = delivery.Event.Body(delivery.Attempt, url);
        var timestamp = _world.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("telnyx-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("telnyx-signature-ed25519", _keys.Sign(timestamp, body));
        return request;
    }
}
