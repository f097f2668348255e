namespace FleetActors.Calls;

/// <summary>One media stream on its way in: its order and its decoder.</summary>
internal sealed class LineIn(string streamId, AudioFormat format, L16ByteOrder order, int window)
{
    private const byte MuLawSilence = 0xFF;
    private const byte ALawSilence = 0xD5;

    private byte[] _silence = [];

    public string StreamId { get; } = streamId;

    public FrameSequencer Sequencer { get; } = new(format, window);

    public AudioDecoder Decoder { get; } = new(format, order);

    /// <summary>Recognisers take G.711 as it comes; anything else goes to them decoded.</summary>
    public bool IsSentAsItComes { get; } = format is { Channels: 1, Encoding: AudioEncoding.Pcmu or AudioEncoding.Pcma };

    public SpeechEncoding SpeechEncoding => (IsSentAsItComes, format.Encoding) switch
    {
        (true, AudioEncoding.Pcmu) => SpeechEncoding.Mulaw,
        (true, _) => SpeechEncoding.Alaw,
        _ => SpeechEncoding.Linear16,
    };

    /// <summary>So many samples of G.711 silence.</summary>
    public ReadOnlySpan<byte> Silence(int samples)
    {
        if (_silence.Length < samples)
        {
            _silence = new byte[samples];
            Array.Fill(_silence, format.Encoding == AudioEncoding.Pcma ? ALawSilence : MuLawSilence);
        }

        return _silence.AsSpan(0, samples);
    }
}
