namespace FleetActors.Calls;

/// <summary>What is heard lies in a <see cref="CallEar"/> and becomes part of the state every few seconds, and with each word that a judgement may rest on.</summary>
internal sealed partial class CallGrain
{
    private CallEar _ear = null!;
    private DateTimeOffset _keptAt;

    private Heard Heard => State.Packet is null ? _ear.Read() : State.Heard;

    public Task<StreamOpening> CheckTokenAsync(string token) => Task.FromResult(Check(token));

    public async Task<StreamOpening> OpenStreamAsync(StreamStart start)
    {
        if (Check(start.Token) is { Accepted: false } refusal && !BringsTheRest(start))
        {
            return refusal;
        }

        if (start.Place is not null && State.Stream.Id is { } newest && newest != start.StreamId)
        {
            // It was let in before, and is not the newest any more: here that is known even where the replaced ones are forgotten.
            return StreamOpening.Superseded;
        }

        if (!AudioFormats.IsSupported(start.Format, out var reason))
        {
            await RunAsync(new OpenStream(start.StreamId, "", reason));
            return StreamOpening.UnsupportedFormat;
        }

        await RunAsync(new OpenStream(start.StreamId, Words(start.Format), null));
        await _ear.OpenAsync(start, services.Clock.UtcNow);
        return _ear.IsFinished ? StreamOpening.Ended : StreamOpening.Welcome with { Place = _ear.Place };
    }

    public async ValueTask<AudioReply> AcceptAudioAsync(AudioBatch batch)
    {
        if (!State.Exists || State.Packet is not null)
        {
            return State.Exists ? AudioReply.Ended : AudioReply.UnknownStream;
        }

        var reply = _ear.Hear(batch, services.Clock.UtcNow);
        if (reply.Accepted)
        {
            await KeepIfDueAsync();
        }

        return reply;
    }

    public async Task CloseStreamAsync(StreamClose close)
    {
        _ear.Close(close.StreamId);
        await KeepAsync();
        await RunAsync(new EndStream(close));
    }

    public async Task OnSpeechAsync(SpeechEvent happened)
    {
        if (_ear.Memory.OnSpeech(happened))
        {
            JudgeLive();
        }

        await KeepIfDueAsync();
    }

    private StreamOpening Check(string token) => !State.Exists ? StreamOpening.UnknownCall
        : !State.IsLive ? StreamOpening.Ended
        : StreamTokens.IsAmong(State.TokenHashes, token) ? StreamOpening.Welcome
        : StreamOpening.WrongToken;

    /// <summary>The stream was let in before; what it says now it said before the hang-up, which has found the way here first.</summary>
    private bool BringsTheRest(StreamStart start) => State is { IsLive: false, Packet: null } && State.Stream.Id == start.StreamId && !_ear.IsFinished;

    private static string Words(AudioFormat format) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{format.Encoding.ToString().ToUpperInvariant()} {format.SampleRate} Hz");

    private async Task OnProviderWordsAsync(string eventId, HeardWords words)
    {
        if (State.Packet is null && _ear.OnProviderWords(eventId, words))
        {
            JudgeLive();
            await KeepAsync();
        }
    }

    private void JudgeLive() =>
        _ear.Memory.Judge(services.Judge.Judge(WorkUp.Judged(State, _ear.Read(), services.Speech.IsEnabled, services.Clock.UtcNow)));

    private async Task KeepIfDueAsync()
    {
        var now = services.Clock.UtcNow;
        if (State is { IsLive: true, From: not null } && now - _relatedAt >= RelateInterval)
        {
            // An alert may open after the call: somebody who presses a button and calls does both at once.
            _relatedAt = now;
            _errands.RelateAgain(State);
        }

        if (_ear.Memory.HasNews && now - _keptAt >= services.Options.KeepInterval)
        {
            _keptAt = now;
            if (State.IsLive && _ear.LastSoundAt is not null)
            {
                JudgeLive();
            }

            await KeepAsync();
        }
    }

    private async Task KeepAsync()
    {
        if (!State.Exists || !_ear.Memory.HasNews)
        {
            return;
        }

        var (heard, notes) = _ear.Take();
        try
        {
            await RunAsync(new Keep(heard, _ear.LastSoundAt ?? default, notes));
        }
        catch
        {
            _ear.Memory.PutBack(notes);
            throw;
        }
    }
}
