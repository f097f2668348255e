namespace FleetActors.Calls;

/// <summary>
/// Writes each sound at its place of a call's recording. What lies between is silence, and what is there already stays: a try that failed half way, or an activation that is lost,
/// may have written it. So every try is safe to repeat. One at a time, but for <see cref="OpenAsync"/>.
/// </summary>
/// <param name="lost">Told of the span that <see cref="Expect"/> found missing.</param>
internal sealed class RecordingPen(string callId, IRecordingStore store, Action<SoundSpan> lost)
{
    private static readonly short[] Silence = new short[AudioFormats.PhoneRate];

    private Task<IRecordingWriter>? _opening;
    private IRecordingWriter? _writer;
    private long _expected;

    /// <summary>Open for writing.</summary>
    public bool IsOpen => _writer is not null;

    /// <summary>How much is safe in the store; null before it was opened.</summary>
    public long? Written => _writer?.Written;

    /// <summary>Opens it, if it is not. Once at a time: a second opening would shut out the first.</summary>
    /// <returns>How many samples are in it.</returns>
    /// <exception cref="RecordingException">It cannot be opened now.</exception>
    public async Task<long> OpenAsync() => (await WriterAsync()).Samples;

    /// <summary>So many samples were heard by an activation that is gone, and do not come again: what of them it did not live to write is lost.</summary>
    public void Expect(long samples)
    {
        _expected = samples;
        if (_writer is { } writer)
        {
            Compare(writer);
        }
    }

    /// <summary>Writes sound at its place.</summary>
    /// <param name="flush">Do not wait for a whole second.</param>
    /// <exception cref="RecordingException">It cannot be written now.</exception>
    public async Task WriteAsync(long at, ReadOnlyMemory<short> samples, bool flush)
    {
        var writer = await WriterAsync();
        var start = Math.Min(at, RecordingInfo.MaxSamples);
        while (writer.Samples < start)
        {
            await writer.AppendAsync(Silence.AsMemory(0, (int)Math.Min(start - writer.Samples, Silence.Length)), CancellationToken.None);
        }

        await writer.AppendAsync(samples[(int)Math.Clamp(writer.Samples - at, 0, samples.Length)..], CancellationToken.None);
        if (flush)
        {
            await writer.FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>Closes it, if it is open or just being opened.</summary>
    public async Task CloseAsync()
    {
        if (_opening is { IsCompleted: false } opening)
        {
            // Whether it fails is the matter of whoever opens it.
            await Task.WhenAny(opening);
        }

        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync();
        }
    }

    private async Task<IRecordingWriter> WriterAsync()
    {
        if (_writer is { } writer)
        {
            return writer;
        }

        if (_opening is null or { IsCompleted: true })
        {
            _opening = OpenNowAsync();
        }

        return await _opening;
    }

    private async Task<IRecordingWriter> OpenNowAsync()
    {
        _writer = await store.OpenAsync(callId, CancellationToken.None);
        Compare(_writer);
        return _writer;
    }

    private void Compare(IRecordingWriter writer)
    {
        if (writer.Samples < _expected)
        {
            lost(new SoundSpan(writer.Samples, _expected));
        }

        _expected = 0;
    }
}
