namespace FleetActors.Sandbox;

/// <summary>A conference. Touched only inside <see cref="World.Enter{T}"/>.</summary>
internal sealed class Conference
{
    public string Id { get; } = Identifiers.NewId();

    public required string Name { get; init; }

    /// <summary>The leg it was made from; it stays the owner when it leaves.</summary>
    public required Leg Owner { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required int MostParticipants { get; init; }

    public required string? Region { get; init; }

    public required SpeechQueue Speech { get; init; }

    /// <summary>Base64; carried by the conference's webhooks.</summary>
    public string? ClientState { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>How it ended: <c>all_left</c>, <c>ended_via_api</c>, <c>host_left</c> or <c>time_exceeded</c>; null while it lives.</summary>
    public string? EndReason { get; set; }

    public Leg? EndedBy { get; set; }

    public Appointment? Expiry { get; set; }

    public WebhookLane Lane { get; } = new();

    /// <summary>Everybody who ever joined, in order.</summary>
    public List<Participant> Participants { get; } = [];

    public bool IsActive => EndReason is null;

    public string Status => IsActive ? "in_progress" : "completed";

    public IEnumerable<Participant> Present => Participants.Where(static participant => participant.LeftAt is null);
}

/// <summary>A leg in a conference.</summary>
internal sealed class Participant(Leg leg, bool muted, bool onHold, bool endsOnExit)
{
    public string Id { get; } = Identifiers.NewId();

    public Leg Leg { get; } = leg;

    public bool IsMuted { get; } = muted;

    public bool IsOnHold { get; } = onHold;

    /// <summary>Its leaving ends the conference for everybody.</summary>
    public bool EndsOnExit { get; } = endsOnExit;

    public DateTimeOffset? LeftAt { get; set; }
}
