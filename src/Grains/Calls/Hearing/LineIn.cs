namespace FleetActors.Calls;

/// <summary>One media stream on its way in: its order and its decoder.</summary>
/// <param name="next">Number of the frame that comes next, where it is known.</param>
internal sealed class LineIn(string streamId, AudioFormat format, L16ByteOrder order, long? next)
{
    private const int ReorderWindow = 10;
    private const byte MuLawSilence = 0xFF;
    private const byte ALawSilence = 0xD5;

    private byte[] _silence = [];

    public string StreamId { get; } = streamId;

    public FrameSequencer Sequencer { get; } = new(format, ReorderWindow, next);

    public AudioDecoder Decoder { get; } = new(format, order);

    /// <summary>Recognisers take G.711 as it comes; anything else goes to them decoded.</summary>
    public bool IsSentAsItComes { get; } = format is { Channels: 1, Encoding: AudioEncoding.Pcmu or AudioEncoding.Pcma };

    public SpeechEncoding SpeechEncoding => (IsSentAsItComes, format.Encoding) switch
    {
        (true, AudioEncoding.Pcmu) => SpeechEncoding.Mulaw,
        (true, _) => SpeechEncoding.Alaw,
        _ => SpeechEncoding.Linear16,
    };

    /// <summary>How many bytes a recogniser gets for so many samples at 8 kHz.</summary>
    public int BytesSentFor(int samples) => samples * (format.SampleRate / AudioFormats.PhoneRate) * (IsSentAsItComes ? 1 : sizeof(short));

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
