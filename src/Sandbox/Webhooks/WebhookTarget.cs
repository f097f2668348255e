namespace FleetActors.Sandbox;

/// <summary>Where an event goes: each address in turn, each tried once and then after every delay.</summary>
internal sealed record WebhookTarget(IReadOnlyList<string> Urls, IReadOnlyList<TimeSpan> RetryDelays)
{
    /// <summary>No address is known: the event is logged and not sent.</summary>
    public static WebhookTarget Nowhere { get; } = new([], []);

    public int Attempts => Urls.Count * (RetryDelays.Count + 1);

    /// <summary>The address of an attempt, counted from 1.</summary>
    public string Url(int attempt) => Urls[(attempt - 1) / (RetryDelays.Count + 1)];

    /// <summary>The pause before an attempt, counted from 1; a failover address is tried as soon as the one before has been given up.</summary>
    public TimeSpan DelayBefore(int attempt)
    {
        var position = (attempt - 1) % (RetryDelays.Count + 1);
        return position == 0 ? TimeSpan.Zero : RetryDelays[position - 1];
    }
}
