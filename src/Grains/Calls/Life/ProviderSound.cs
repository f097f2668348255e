using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>Where the provider's own recording of a call stands.</summary>
internal enum ProviderSoundPhase
{
    /// <summary>It was not asked to record.</summary>
    Unknown = 0,

    /// <summary>It records, or has not said yet that it is done.</summary>
    Recording = 1,

    /// <summary>It has a recording, which is not here yet.</summary>
    Saved = 2,

    /// <summary>The recording is in the store.</summary>
    Kept = 3,

    /// <summary>It will not come.</summary>
    Lost = 4,
}

/// <summary>The provider's own recording, which is all there is of a call that nobody could stream.</summary>
/// <param name="SavedAt">When its address came, which is good for ten minutes.</param>
/// <param name="FirstSample">Its place in the recording, behind what we heard ourselves. Known before the first of it is written, so that a repeat goes on there.</param>
/// <param name="Failure">Why it is lost.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.provider-sound")]
internal sealed record ProviderSound(
    [property: Id(0)] ProviderSoundPhase Phase,
    [property: Id(1)] DateTimeOffset? SavedAt,
    [property: Id(2)] long? FirstSample,
    [property: Id(3)] string? Failure) : IKeepsUnknown
{
    /// <summary>It was not asked to record.</summary>
    public static ProviderSound None { get; } = new(ProviderSoundPhase.Unknown, null, null, null);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
