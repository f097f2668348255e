using System.Runtime.InteropServices;

namespace FleetActors.Sandbox;

/// <summary>
/// The sounds whose words are known. A stretch of audio is recognised by its very samples, wherever it comes from, so a word is heard only where its sound arrived.
/// Safe for many threads.
/// </summary>
internal sealed class SoundMemory
{
    /// <summary>Samples compared at once: 20 ms.</summary>
    public const int Block = 160;

    private const int Rate = 8000;
    private const int Anchor = 32;
    private const int Loud = 120;
    private const int MostSounds = 24;

    private readonly Lock _gate = new();
    private readonly LinkedList<KnownSound> _sounds = new();

    /// <summary>Learns a line as it sounds behind a codec; one that is known already only becomes the latest. Sounds of 16 kHz lines are learnt at 8.</summary>
    public void Learn(CallerLine line, MediaCodec codec)
    {
        var samples = codec.RoundTrip(MediaCodecs.ToRate(line.Samples, line.SampleRate, Rate));
        var sound = KnownSound.Of(samples, line.Words);
        lock (_gate)
        {
            if (_sounds.FirstOrDefault(known => known.IsSame(sound)) is { } old)
            {
                _sounds.Remove(old);
            }
            else if (_sounds.Count == MostSounds)
            {
                _sounds.RemoveLast();
            }

            _sounds.AddFirst(sound);
        }
    }

    /// <summary>Where a block was heard before; null when it was not, or is too quiet to tell.</summary>
    public (KnownSound Sound, int At)? Find(ReadOnlySpan<short> block)
    {
        if (!IsLoud(block[..Anchor]))
        {
            return null;
        }

        var key = Key(block);
        lock (_gate)
        {
            foreach (var sound in _sounds)
            {
                if (sound.Find(key, block) is { } at)
                {
                    return (sound, at);
                }
            }
        }

        return null;
    }

    public static bool IsLoud(ReadOnlySpan<short> samples)
    {
        var sum = 0;
        foreach (var sample in samples)
        {
            sum += Math.Abs((int)sample);
        }

        return sum > Loud * samples.Length;
    }

    private static ulong Key(ReadOnlySpan<short> samples)
    {
        var key = 14695981039346656037UL;
        foreach (var part in MemoryMarshal.Cast<short, ulong>(samples[..Anchor]))
        {
            key = (key ^ part) * 1099511628211UL;
            key ^= key >> 29;
        }

        return key;
    }

    /// <summary>A sound with its words.</summary>
    internal sealed class KnownSound
    {
        private readonly short[] _samples;
        private readonly Dictionary<ulong, int> _anchors;

        private KnownSound(short[] samples, IReadOnlyList<SpokenWord> words, Dictionary<ulong, int> anchors)
        {
            (_samples, Words, _anchors) = (samples, words, anchors);
            Voiced = [.. words.Select(VoicedSamples)];
        }

        public IReadOnlyList<SpokenWord> Words { get; }

        /// <summary>Loud samples in each word.</summary>
        public IReadOnlyList<int> Voiced { get; }

        public static KnownSound Of(short[] samples, IReadOnlyList<SpokenWord> words)
        {
            var anchors = new Dictionary<ulong, int>(samples.Length);
            for (var at = 0; at + Block <= samples.Length; at++)
            {
                if (IsLoud(samples.AsSpan(at, Anchor)))
                {
                    anchors.TryAdd(Key(samples.AsSpan(at)), at);
                }
            }

            return new KnownSound(samples, words, anchors);
        }

        public bool IsSame(KnownSound other) => _samples.AsSpan().SequenceEqual(other._samples) && Words.SequenceEqual(other.Words);

        public int? Find(ulong key, ReadOnlySpan<short> block) => _anchors.TryGetValue(key, out var at) && Matches(at, block) ? at : null;

        public bool Matches(int at, ReadOnlySpan<short> block) =>
            at >= 0 && at + block.Length <= _samples.Length && _samples.AsSpan(at, block.Length).SequenceEqual(block);

        private int VoicedSamples(SpokenWord word)
        {
            var voiced = 0;
            var (from, to) = ((int)(word.Start * Rate), Math.Min((int)(word.End * Rate), _samples.Length));
            for (var at = from; at < to; at += Block)
            {
                var piece = _samples.AsSpan(at, Math.Min(Block, to - at));
                voiced += IsLoud(piece) ? piece.Length : 0;
            }

            return voiced;
        }
    }
}
