using System.Collections.Immutable;
using FleetActors.OnCall;

namespace FleetActors.Calls;

/// <summary>What others may see of a call: never a whole number.</summary>
internal static class CallViews
{
    private const string Withheld = "\u2022";

    /// <summary>U+2022 and the last three characters (S1-13); the bullet alone for a number withheld.</summary>
    public static string Mask(string? number) => string.IsNullOrEmpty(number) ? Withheld : E164.Mask(number);

    public static CallView ToView(CallState state, Heard heard, bool withTimeline) => new(
        state.CallId,
        state.CallControlId,
        Mask(state.From),
        state.To,
        state.Status,
        state.StartedAt,
        state.AnsweredAt,
        state.EndedAt,
        state.EndedBecause,
        heard.Transcript,
        Audio(heard.Signals),
        heard.Triage,
        state.Stream.Word,
        heard.HasRecording,
        [.. state.Legs.Select(static leg => new DispatcherLeg(leg.Id, leg.By, Mask(leg.Number), Word(leg)))],
        state.Alerts,
        withTimeline ? state.Timeline : ImmutableArray<CallTimelineLine>.Empty,
        state.Packet is not null,
        state.Callback?.AlertId);

    public static CallAudioView Audio(CallSignals signals) => new(
        signals.Distress,
        signals.DistressMax,
        signals.VoicedSeconds,
        signals.Samples / (double)AudioFormats.PhoneRate,
        signals.MissingFrames,
        signals.Curve);

    private static string Word(JoinLeg leg) => leg.Phase switch
    {
        JoinPhase.Dialing => "dialing",
        JoinPhase.Answered or JoinPhase.Talking => "talking",
        _ => leg.Outcome is "left" ? "left" : $"failed: {leg.Outcome}",
    };
}
