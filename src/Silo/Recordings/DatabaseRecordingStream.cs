namespace FleetActors.Recordings;

/// <summary>
/// A recording in the database. Fetches the chunks around the place that is read, never the whole; a stretch that has no chunk is silence.
/// </summary>
internal sealed class DatabaseRecordingStream(RecordingTable table, string name, long samples) : RecordingStream(samples * sizeof(short))
{
    // Small reads come in a row: a second at least saves a question for each of them.
    private const int LeastBytes = SecondBuffer.Size;
    private const int MostBytes = 8 * SecondBuffer.Size;

    private readonly long _end = samples * sizeof(short);
    private byte[] _window = [];
    private long _windowAt;

    // Nobody here reads so; it is only for libraries that do. On another thread, where no scheduler waits for the one that is held up.
    protected override int ReadSound(Span<byte> buffer, long at)
    {
        var bytes = new byte[buffer.Length];
        var read = Task.Run(() => ReadSoundAsync(bytes, at, CancellationToken.None).AsTask()).GetAwaiter().GetResult();
        bytes.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    // Fills the buffer, as a file does: not every library asks again for what is left.
    protected override async ValueTask<int> ReadSoundAsync(Memory<byte> buffer, long at, CancellationToken cancellationToken)
    {
        for (var left = buffer; !left.IsEmpty;)
        {
            if (at < _windowAt || at >= _windowAt + _window.Length)
            {
                await FetchAsync(at, (int)Math.Min(Math.Clamp(left.Length, LeastBytes, MostBytes), _end - at), cancellationToken);
            }

            var piece = _window.AsMemory((int)(at - _windowAt));
            piece = piece[..Math.Min(piece.Length, left.Length)];
            piece.CopyTo(left);
            left = left[piece.Length..];
            at += piece.Length;
        }

        return buffer.Length;
    }

    private async Task FetchAsync(long at, int length, CancellationToken cancellationToken)
    {
        var window = new byte[length];
        foreach (var (first, sound) in await table.ChunksAsync(name, at / sizeof(short), (at + length + 1) / sizeof(short), cancellationToken))
        {
            var start = (first * sizeof(short)) - at;
            var from = (int)Math.Max(0, -start);
            var to = (int)Math.Min(sound.Length, length - start);
            if (to > from)
            {
                sound.AsSpan(from, to - from).CopyTo(window.AsSpan((int)(start + from)));
            }
        }

        (_window, _windowAt) = (window, at);
    }
}
