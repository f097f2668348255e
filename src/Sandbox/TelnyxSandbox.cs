namespace FleetActors.Sandbox;

/// <summary>
/// A stand-in for Telnyx in memory: its API with virtual phones behind it. One instance per service container; safe for use from many threads.
/// </summary>
public sealed class TelnyxSandbox : IDisposable
{
    internal TelnyxSandbox(SandboxOptions options, TimeProvider clock, CancellationToken stopping, IMediaConnector? media = null)
    {
        Options = options;
        Keys = string.IsNullOrEmpty(options.SigningKey) ? SandboxKeys.Generate() : SandboxKeys.FromPrivateKey(options.SigningKey);
        Exchange = new Exchange(options, Keys, clock, media, Sounds);
        Pipeline = new TelnyxPipeline(options, Exchange.World, Exchange.Faults, Exchange.Log, stopping);
    }

    /// <summary>The key pair that signs webhooks; its public half is what the receiver must be told.</summary>
    public SandboxKeys Keys { get; }

    /// <summary>What goes wrong and how phones behave; setting it replaces the whole and starts its counters and random numbers anew.</summary>
    public SandboxBehaviour Behaviour
    {
        get => Exchange.Faults.Behaviour;
        set => Exchange.Faults.Behaviour = value;
    }

    internal SandboxOptions Options { get; }

    internal SoundMemory Sounds { get; } = new();

    internal Exchange Exchange { get; }

    internal TelnyxPipeline Pipeline { get; }

    /// <summary>
    /// Says where webhooks go from now on: for a host that learns its own address only once it listens. Events sent before keep their address.
    /// </summary>
    /// <param name="voice">For calls and conferences; null to send none.</param>
    /// <param name="messaging">For messages; null to send none.</param>
    public void SetWebhookUrls(string? voice, string? messaging) => Exchange.Addresses.Set(voice, messaging);

    /// <summary>Completes when no webhook is queued or on its way. Retries that wait for their time do not count.</summary>
    public Task WhenWebhooksSettledAsync() => Exchange.Webhooks.WhenSettledAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        Exchange.Dispose();
        Keys.Dispose();
    }
}
