namespace FleetActors.Sandbox;

/// <summary>
/// The deliveries of one call, conference or message, sent one after the other so that their order usually holds. A retry leaves the lane:
/// it does not keep the events behind it waiting, which is why order is not guaranteed.
/// </summary>
internal sealed class WebhookLane
{
    private readonly Queue<WebhookDelivery> _queue = new();
    private bool _running;

    /// <summary>Adds a delivery; true when nobody is sending and the caller has to start.</summary>
    public bool Enqueue(WebhookDelivery delivery)
    {
        lock (_queue)
        {
            _queue.Enqueue(delivery);
            if (_running)
            {
                return false;
            }

            _running = true;
            return true;
        }
    }

    /// <summary>The next delivery; null ends the sending.</summary>
    public WebhookDelivery? Next()
    {
        lock (_queue)
        {
            _running = _queue.TryDequeue(out var delivery);
            return delivery;
        }
    }
}

/// <summary>One attempt to come.</summary>
/// <param name="Attempt">Counted from 1.</param>
internal sealed record WebhookDelivery(WebhookEvent Event, WebhookTarget Target, int Attempt);
