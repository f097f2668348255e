using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace FleetActors.Calls;

/// <summary>
/// After the hang-up: the recogniser's last words, the pass over the recording, the judgement of the whole. Every step is bounded, and what cannot be had is
/// named instead of waited for. Safe to repeat.
/// </summary>
internal sealed partial class WorkUp(CallServices services)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    public async Task<CallFindings> RunAsync(CallState state, CallEar ear)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        await FinishAsync(state, ear);
        var heard = ear.Read();
        var loss = SoundLoss.Describe(heard.Signals, heard.Transcript);
        var (transcript, note) = await TranscribeAsync(state.CallId, heard, isWhole: heard.Holes.IsEmpty && !ear.IsRecordingLate);
        heard = heard with { Transcript = transcript, HasRecording = heard.HasRecording || await HasRecordingAsync(state.CallId) };
        Name(missing, state, heard, loss, note);
        NameHoles(missing, heard, ear.IsRecordingLate);
        var triage = await JudgeAsync(state, heard);
        return new CallFindings(heard with { Triage = triage }, missing.ToImmutable());
    }

    /// <summary>What a judgement of this call rests on.</summary>
    public static JudgedCall Judged(CallState state, Heard heard, bool canHear, DateTimeOffset now) => new(
        state.CallId,
        state.Status == CallStatus.Ended ? heard.Transcript.Text : heard.Transcript.LiveText,
        heard.Signals,
        HasEnded: state.Status == CallStatus.Ended,
        WasAnswered: state.AnsweredAt is not null,
        TalkSeconds: TalkSeconds(state, heard, now),
        WasLost: state.EndedBecause == Endings.Lost,
        WasHeard: heard.Transcript.Source != TranscriptSource.None || (canHear && heard.Signals.Samples > 0));

    // A recording that is played faster than it was spoken holds more talk than the clock saw.
    private static double TalkSeconds(CallState state, Heard heard, DateTimeOffset now) => state.AnsweredAt is { } answered
        ? Math.Max(((state.EndedAt ?? now) - answered).TotalSeconds, heard.Signals.Samples / (double)AudioFormats.PhoneRate)
        : 0;

    private async Task FinishAsync(CallState state, CallEar ear)
    {
        using var limit = new CancellationTokenSource(LastWords, services.Clock.Provider);
        try
        {
            await ear.FinishAsync(state.ProviderSound.FirstSample, limit.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogStep(services.Log, exception, state.CallId, "the recogniser's last words");
        }
    }

    private async Task<(TranscriptView Transcript, string? Missing)> TranscribeAsync(string callId, Heard heard, bool isWhole)
    {
        var live = heard.Transcript with { Partial = "" };
        if (!services.Transcriber.IsEnabled)
        {
            return (live, null);
        }

        try
        {
            using var limit = new CancellationTokenSource(services.Options.TranscriptionLimit, services.Clock.Provider);
            await using var recording = await services.Recordings.OpenReadAsync(callId, limit.Token);
            if (recording is null)
            {
                return (live, null);
            }

            var batch = await services.Transcriber.TranscribeAsync(recording, limit.Token);
            if (batch is { Failure: not null, CanRetry: true })
            {
                recording.Position = 0;
                batch = await services.Transcriber.TranscribeAsync(recording, limit.Token);
            }

            return (TranscriptFold.Replace(live, batch, isWhole), batch.Failure is { } failure ? $"the pass over the recording: {failure}" : null);
        }
        catch (OperationCanceledException)
        {
            return (live, "the pass over the recording: it took too long");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogStep(services.Log, exception, callId, "the pass over the recording");
            return (live, "the pass over the recording: it failed");
        }
    }

    private async Task<bool> HasRecordingAsync(string callId)
    {
        try
        {
            return await services.Recordings.FindAsync(callId, CancellationToken.None) is not null;
        }
        catch (RecordingException exception)
        {
            LogStep(services.Log, exception, callId, "the recording");
            return false;
        }
    }

    private async Task<TriageView> JudgeAsync(CallState state, Heard heard)
    {
        var judged = Judged(state, heard, CanHear, services.Clock.UtcNow);
        try
        {
            return await services.Judge.JudgeFinallyAsync(judged, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogStep(services.Log, exception, state.CallId, "the judgement");
            return services.Judge.Judge(judged);
        }
    }

    private static void NameHoles(ImmutableArray<string>.Builder missing, Heard heard, bool isLate)
    {
        foreach (var hole in heard.HasRecording ? heard.Holes : [])
        {
            missing.Add(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"the recording from {hole.Start.TotalSeconds:0.0} s to {hole.End.TotalSeconds:0.0} s: it could not be written, and is silent there"));
        }

        if (isLate)
        {
            missing.Add("the end of the recording: it was not written yet when this packet was made");
        }
    }

    private bool CanHear => services.Speech.IsEnabled || services.Transcriber.IsEnabled;

    private void Name(ImmutableArray<string>.Builder missing, CallState state, Heard heard, string? loss, string? note)
    {
        if (state.AnsweredAt is not null && !heard.HasRecording)
        {
            missing.Add(state.ProviderSound switch
            {
                { Phase: ProviderSoundPhase.Lost, Failure: { } why } => $"a recording: the provider's could not be had: {why}",
                { Phase: ProviderSoundPhase.Recording or ProviderSoundPhase.Saved } => "a recording: the provider's had not come when this packet was made",
                _ when !heard.Holes.IsEmpty => "a recording: it could not be written",
                _ => "a recording: no sound reached us",
            });
        }

        if (heard.Transcript.Source == TranscriptSource.None && heard.Signals.Samples > 0 && !CanHear)
        {
            missing.Add("a transcript: no recogniser is configured");
        }

        foreach (var gap in heard.Transcript.Gaps)
        {
            missing.Add(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"words from {gap.Start.TotalSeconds:0.0} s to {(gap.End is { } end ? $"{end.TotalSeconds:0.0} s" : "the end")}: {gap.Reason}"));
        }

        if (loss is not null)
        {
            missing.Add(loss);
        }

        if (state.EndedBecause == Endings.Lost)
        {
            missing.Add("the hang-up: the end of the call is when it was last heard of");
        }

        if (note is not null)
        {
            missing.Add(note);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Call {CallId}: {Step} could not be had; the packet is made without")]
    private static partial void LogStep(ILogger log, Exception exception, string callId, string step);
}
