namespace FleetActors.Sandbox;

/// <summary>
/// Hears one stream of samples at 8 kHz and tells the words whose sound was in it. A word counts as heard when at least half of its loud part arrived; the rest may be
/// lost, doubled or come from another place in the sound.
/// </summary>
internal sealed class Listener(SoundMemory memory)
{
    public const int Rate = 8000;
    private const double Enough = 0.5;

    private readonly short[] _block = new short[SoundMemory.Block];
    private readonly List<SpokenWord> _heard = [];
    private int _filled;
    private long _position;
    private SoundMemory.KnownSound? _sound;
    private long _shift;
    private int _next;
    private int[] _parts = [];

    /// <summary>How much has been heard, in seconds.</summary>
    public double Now => (double)(_position + _filled) / Rate;

    /// <summary>End of the last loud sound, in seconds, whether it was understood or not.</summary>
    public double LastLoud { get; private set; }

    /// <summary>The words so far, in order, with their times in the stream.</summary>
    public IReadOnlyList<SpokenWord> Words => _heard;

    public void Hear(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, _block.Length - _filled);
            samples[..count].CopyTo(_block.AsSpan(_filled));
            _filled += count;
            samples = samples[count..];
            if (_filled == _block.Length)
            {
                HearBlock();
                _position += _filled;
                _filled = 0;
            }
        }
    }

    private void HearBlock()
    {
        if (SoundMemory.IsLoud(_block))
        {
            LastLoud = (double)(_position + _block.Length) / Rate;

            // Where the sound went on before it most likely goes on now; looking is for beginnings and after losses.
            if (_sound is not null && _sound.Matches((int)(_position + _shift), _block))
            {
                Note((int)(_position + _shift));
            }
            else if (memory.Find(_block) is var (sound, at))
            {
                Follow(sound, at);
                Note(at);
            }
        }

        TellWordsBefore(_position + _shift + _block.Length);
    }

    private void Follow(SoundMemory.KnownSound sound, int at)
    {
        if (_sound != sound)
        {
            (_sound, _next, _parts) = (sound, 0, new int[sound.Words.Count]);
        }

        _shift = at - _position;
        while (_next < sound.Words.Count && sound.Words[_next].End * Rate <= at)
        {
            // What lies before was not in this stream.
            TellNext();
        }
    }

    private void Note(int at)
    {
        for (var word = _next; word < _sound!.Words.Count; word++)
        {
            var (from, to) = (_sound.Words[word].Start * Rate, _sound.Words[word].End * Rate);
            if (from >= at + _block.Length)
            {
                break;
            }

            _parts[word] += (int)Math.Max(0, Math.Min(to, at + _block.Length) - Math.Max(from, at));
        }
    }

    private void TellWordsBefore(long at)
    {
        while (_sound is not null && _next < _sound.Words.Count && _sound.Words[_next].End * Rate <= at)
        {
            TellNext();
        }
    }

    private void TellNext()
    {
        var (word, voiced) = (_sound!.Words[_next], _sound.Voiced[_next]);
        if (voiced > 0 && _parts[_next] >= voiced * Enough)
        {
            var shift = (double)_shift / Rate;
            _heard.Add(word with { Start = Math.Max(0, word.Start - shift), End = Math.Max(0, word.End - shift) });
        }

        _next++;
    }
}
