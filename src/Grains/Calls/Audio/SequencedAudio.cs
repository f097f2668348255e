namespace FleetActors.Calls;

/// <summary>The next audio of a stream: a payload or, where <see cref="Missing"/> is not zero, so many samples of each channel that never came.</summary>
internal readonly record struct SequencedAudio(ReadOnlyMemory<byte> Payload, int Missing)
{
    public static SequencedAudio Of(byte[] payload) => new(payload, 0);

    public static SequencedAudio Gap(int samples) => new(default, samples);
}
