namespace FleetActors.Deepgram.Streaming;

/// <summary>
/// The latest stretch of a call's audio. Positions count bytes from the first one ever appended. Bounded: when it is full the oldest audio makes room.
/// </summary>
internal sealed class AudioBacklog(int capacity)
{
    private const int FirstSize = 16 * 1024;
    private byte[] _ring = new byte[Math.Min(FirstSize, capacity)];

    /// <summary>Position of the oldest byte still here.</summary>
    public long Tail { get; private set; }

    /// <summary>Position that the next byte will have.</summary>
    public long Head { get; private set; }

    public void Append(ReadOnlySpan<byte> audio)
    {
        if (audio.Length > capacity)
        {
            Head += audio.Length - capacity;
            Tail = Head;
            audio = audio[^capacity..];
        }

        Tail = Math.Max(Tail, Head + audio.Length - capacity);
        Grow((int)(Head - Tail) + audio.Length);
        var at = (int)(Head % _ring.Length);
        var first = Math.Min(audio.Length, _ring.Length - at);
        audio[..first].CopyTo(_ring.AsSpan(at));
        audio[first..].CopyTo(_ring);
        Head += audio.Length;
    }

    /// <summary>Forgets what lies before a position.</summary>
    public void Release(long position) => Tail = Math.Clamp(position, Tail, Head);

    /// <summary>Copies audio from a position on, which must lie between <see cref="Tail"/> and <see cref="Head"/>; returns how much.</summary>
    public int Read(long position, Span<byte> target)
    {
        if (position < Tail || position > Head)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, $"The backlog holds {Tail} to {Head}.");
        }

        var count = (int)Math.Min(target.Length, Head - position);
        var at = (int)(position % _ring.Length);
        var first = Math.Min(count, _ring.Length - at);
        _ring.AsSpan(at, first).CopyTo(target);
        _ring.AsSpan(0, count - first).CopyTo(target[first..]);
        return count;
    }

    private void Grow(int needed)
    {
        if (needed <= _ring.Length)
        {
            return;
        }

        var larger = new byte[Math.Min(capacity, Math.Max(needed, _ring.Length * 2))];
        for (var position = Tail; position < Head;)
        {
            var from = (int)(position % _ring.Length);
            var to = (int)(position % larger.Length);
            var count = (int)Math.Min(Head - position, Math.Min(_ring.Length - from, larger.Length - to));
            _ring.AsSpan(from, count).CopyTo(larger.AsSpan(to));
            position += count;
        }

        _ring = larger;
    }
}
