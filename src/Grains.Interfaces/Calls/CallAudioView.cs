using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>How the caller sounds.</summary>
/// <param name="Distress">Now, 0 to 1, with the display's decay.</param>
/// <param name="MaxDistress">The highest so far, 0 to 1.</param>
/// <param name="Seconds">Length of the sound heard, silence put in for lost frames included.</param>
/// <param name="LostFrames">Frames that never came and were replaced by silence.</param>
/// <param name="Curve">One value per second of sound, oldest first.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.audio")]
public sealed record CallAudioView(
    [property: Id(0)] double Distress,
    [property: Id(1)] double MaxDistress,
    [property: Id(2)] double VoicedSeconds,
    [property: Id(3)] double Seconds,
    [property: Id(4)] long LostFrames,
    [property: Id(5)] ImmutableArray<AudioSecond> Curve) : IKeepsUnknown
{
    /// <summary>Nothing heard.</summary>
    public static CallAudioView Silent { get; } = new(0, 0, 0, 0, 0, []);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
