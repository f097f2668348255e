using System.Collections.Immutable;
using FleetActors.Alerts;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>One call as it is now.</summary>
/// <param name="CallControlId">The caller's leg; opaque.</param>
/// <param name="FromMasked">U+2022 and the last three digits of the caller's number (S1-13); U+2022 alone when it was withheld.</param>
/// <param name="StartedAt">The provider's start time cut to whole seconds (S1-14), or when the call was announced.</param>
/// <param name="EndedAt">Time of the hang-up, or null.</param>
/// <param name="EndedBecause">The hang-up's cause, <c>lost</c> when no hang-up ever came, or null.</param>
/// <param name="Stream">Null before the first stream; else what became of it, such as <c>open</c>, <c>closed: stop</c>, <c>failed: connection_failed</c>.</param>
/// <param name="Dispatchers">Who was phoned to join.</param>
/// <param name="Alerts">Open alerts of the contact, device or fleet that the caller's number belongs to.</param>
/// <param name="Timeline">Oldest first; empty in lists.</param>
/// <param name="HasPacket">True once it has been worked up and queued.</param>
/// <param name="CallbackFor">The alert for which we called the device; null for a call that came in.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.view")]
public sealed record CallView(
    [property: Id(0)] string CallId,
    [property: Id(1)] string? CallControlId,
    [property: Id(2)] string FromMasked,
    [property: Id(3)] string? To,
    [property: Id(4)] CallStatus Status,
    [property: Id(5)] DateTimeOffset StartedAt,
    [property: Id(6)] DateTimeOffset? AnsweredAt,
    [property: Id(7)] DateTimeOffset? EndedAt,
    [property: Id(8)] string? EndedBecause,
    [property: Id(9)] TranscriptView Transcript,
    [property: Id(10)] CallAudioView Audio,
    [property: Id(11)] TriageView Triage,
    [property: Id(12)] string? Stream,
    [property: Id(13)] bool HasRecording,
    [property: Id(14)] ImmutableArray<DispatcherLeg> Dispatchers,
    [property: Id(15)] ImmutableArray<RelatedAlert> Alerts,
    [property: Id(16)] ImmutableArray<CallTimelineLine> Timeline,
    [property: Id(17)] bool HasPacket,
    [property: Id(18)] string? CallbackFor = null);

/// <summary>A dispatcher who was phoned to join a call.</summary>
/// <param name="State"><c>dialing</c>, <c>talking</c>, <c>left</c> or <c>failed: </c> and why.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.dispatcher-leg")]
public sealed record DispatcherLeg(
    [property: Id(0)] string LegId,
    [property: Id(1)] string By,
    [property: Id(2)] string NumberMasked,
    [property: Id(3)] string State);

/// <summary>An alert that a call may be about.</summary>
[GenerateSerializer, Immutable, Alias("fleet.call.related-alert")]
public sealed record RelatedAlert(
    [property: Id(0)] string AlertId,
    [property: Id(1)] Severity Severity,
    [property: Id(2)] string? DeviceId,
    [property: Id(3)] string Briefing,
    [property: Id(4)] string Because) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>One line of a call's history.</summary>
[GenerateSerializer, Immutable, Alias("fleet.call.timeline-line")]
public sealed record CallTimelineLine(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Text) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
