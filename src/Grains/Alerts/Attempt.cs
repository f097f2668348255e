using System.Text.Json.Serialization;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>What an attempt is for.</summary>
internal enum AttemptPurpose
{
    /// <summary>Not set; never stored.</summary>
    Unknown = 0,

    /// <summary>To get a human to answer for the alert.</summary>
    Page = 1,

    /// <summary>To tell those paged that it is over.</summary>
    Recovery = 2,
}

/// <summary>Where a leg stands with the conference.</summary>
internal enum RoomPlace
{
    /// <summary>Has not asked for it.</summary>
    Outside = 0,

    /// <summary>Wants in; the conference is being made from another leg.</summary>
    Waiting = 1,

    /// <summary>The conference is being made from it.</summary>
    Creating = 2,

    /// <summary>Joining.</summary>
    Joining = 3,

    /// <summary>In it.</summary>
    Inside = 4,

    /// <summary>Was in it.</summary>
    Left = 5,
}

/// <summary>
/// One SMS or call. Its fields are facts that only accumulate, so that webhooks may arrive in any order and more than once.
/// </summary>
[GenerateSerializer, Immutable, Alias("fleet.alert.attempt")]
internal sealed record Attempt
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public AttemptPurpose Purpose { get; init; }

    [Id(2)] public int Round { get; init; }

    [Id(3)] public int Step { get; init; }

    [Id(4)] public Channel Channel { get; init; }

    [Id(5)] public required Recipient Recipient { get; init; }

    /// <summary>Only on an SMS that asks for an answer.</summary>
    [Id(6)] public string? ReplyCode { get; init; }

    [Id(7)] public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the provider took it, or a webhook showed that it had.</summary>
    [Id(8)] public DateTimeOffset? SentAt { get; init; }

    /// <summary>Message id or call_control_id.</summary>
    [Id(9)] public string? ProviderId { get; init; }

    /// <summary>The provider's last delivery status of an SMS.</summary>
    [Id(10)] public string? DeliveryStatus { get; init; }

    [Id(11)] public DateTimeOffset? AnsweredAt { get; init; }

    [Id(12)] public bool Machine { get; init; }

    /// <summary>How many prompts were started.</summary>
    [Id(13)] public int Prompt { get; init; }

    /// <summary>Text of the prompt, farewell or message last started.</summary>
    [Id(14)] public string? Spoken { get; init; }

    /// <summary>A message is being left on a machine.</summary>
    [Id(15)] public bool LeavingMessage { get; init; }

    [Id(16)] public RoomPlace Room { get; init; }

    /// <summary>A farewell was started, or the leg was told to hang up.</summary>
    [Id(17)] public bool Closing { get; init; }

    /// <summary>The leg was told to hang up.</summary>
    [Id(18)] public bool Released { get; init; }

    [Id(19)] public DateTimeOffset? EndedAt { get; init; }

    [Id(20)] public string? Outcome { get; init; }

    /// <summary>If nothing is heard of the leg until then, it is given up; null where there is nothing to wait for.</summary>
    [Id(21)] public DateTimeOffset? Deadline { get; init; }

    /// <summary>The emergency call that the leg of a device called back has become; null for any other.</summary>
    [Id(22)] public string? CallId { get; init; }

    /// <summary>A phone leg, not an SMS.</summary>
    [JsonIgnore]
    public bool IsLeg => Channel is Channel.Call or Channel.Conference or Channel.Callback;

    /// <summary>Not over.</summary>
    [JsonIgnore]
    public bool IsOpen => EndedAt is null;

    /// <summary>An open leg with a human on it, as far as we know.</summary>
    [JsonIgnore]
    public bool IsTalking => IsOpen && IsLeg && AnsweredAt is not null && !Machine && !Closing;
}
