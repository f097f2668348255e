using System.Text.Json.Serialization;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>A span [from, to) of a call's sound, in samples, 8000 a second.</summary>
[GenerateSerializer, Immutable, Alias("fleet.call.sound-span")]
internal sealed record SoundSpan([property: Id(0)] long From, [property: Id(1)] long To) : IKeepsUnknown
{
    /// <summary>Nothing is in it.</summary>
    [JsonIgnore]
    public bool IsEmpty => To <= From;

    /// <summary>Its beginning in the call.</summary>
    [JsonIgnore]
    public TimeSpan Start => At(From);

    /// <summary>Its end in the call.</summary>
    [JsonIgnore]
    public TimeSpan End => At(To);

    /// <summary>The time of a sample.</summary>
    public static TimeSpan At(long sample) => TimeSpan.FromSeconds(sample / (double)AudioFormats.PhoneRate);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
