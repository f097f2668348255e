namespace FleetActors.Calls;

/// <summary>Where a stream's sound goes on in its call, and what of the call before is missing there. Pure. Empty spans are none.</summary>
/// <param name="At">The place of its next sample.</param>
/// <param name="Unmeasured">In the recording, but heard by a process that did not live to keep what it heard.</param>
/// <param name="Lost">Neither recorded nor heard: silence in the recording.</param>
internal readonly record struct StreamEntry(long At, SoundSpan Unmeasured, SoundSpan Lost)
{
    /// <summary>Longer than a call without any sign of life is left alone: a clock that was put right must not fill a disk with silence.</summary>
    public static readonly TimeSpan LongestAbsence = CallOptions.LongestSilence;

    /// <summary>What is shorter passes for the way of the first frame.</summary>
    public static readonly TimeSpan ShortestAbsence = TimeSpan.FromMilliseconds(200);

    /// <summary>A stream that was there before: it knows itself where it stood, so what was away was the call and not the sound, however long it took.</summary>
    /// <param name="measured">So much of the call was heard and kept.</param>
    /// <param name="recorded">So much of it is in the recording; null when nobody knows, or has to ask.</param>
    /// <param name="at">Where it stood. What was heard or recorded beyond comes again.</param>
    public static StreamEntry GoesOn(long measured, long? recorded, long at) => Make(measured, recorded ?? measured, at);

    /// <summary>Another stream: how much sound there was in between only the clock can say.</summary>
    /// <param name="lastSoundAt">When the sound came that <paramref name="measured"/> ends with; null when there was none.</param>
    /// <param name="startedAt">When the stream began, as well as one can tell.</param>
    public static StreamEntry Starts(long measured, long? recorded, DateTimeOffset? lastSoundAt, DateTimeOffset startedAt)
    {
        var heard = Math.Max(measured, recorded ?? measured);
        var absent = lastSoundAt is { } last ? startedAt - last - SoundSpan.At(heard - measured) : TimeSpan.Zero;
        absent = absent < ShortestAbsence ? TimeSpan.Zero : absent > LongestAbsence ? LongestAbsence : absent;
        return Make(measured, recorded ?? measured, heard + (long)(absent.TotalSeconds * AudioFormats.PhoneRate));
    }

    private static StreamEntry Make(long measured, long recorded, long at) => new(
        at,
        new SoundSpan(measured, Math.Min(recorded, at)),
        new SoundSpan(Math.Max(measured, recorded), at));
}
