using System.Collections.Immutable;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>What a call is told, everything it must know included.</summary>
internal abstract record CallCommand;

/// <summary>A webhook. The hash is that of a token made for the occasion; it is used only when the event announces the call.</summary>
internal sealed record TakeEvent(string CallId, InboundCallEvent Event, string? TokenHash) : CallCommand;

/// <summary>A device that we called has answered. The hash is that of a token made for the occasion.</summary>
internal sealed record OpenCallback(CallbackCall Callback, string TokenHash) : CallCommand;

/// <summary>A token for another stream's address.</summary>
internal sealed record IssueToken(string Hash) : CallCommand;

/// <summary>A stream whose token is good has started. The reason is set when its sound cannot be decoded.</summary>
internal sealed record OpenStream(string StreamId, string FormatText, string? UnsupportedBecause) : CallCommand;

/// <summary>A stream is over.</summary>
internal sealed record EndStream(StreamClose Close) : CallCommand;

/// <summary>What was heard since, to be kept.</summary>
internal sealed record Keep(Heard Heard, DateTimeOffset LastSoundAt, ImmutableArray<Noted> Notes) : CallCommand;

/// <summary>A dispatcher wants to join.</summary>
internal sealed record Join(JoinCall Wish) : CallCommand;

/// <summary>The provider's answer to an owed command.</summary>
internal sealed record CommandReturned(string EffectId, TelephonyResult Result, DateTimeOffset SentAt) : CallCommand;

/// <summary>Whether the provider still has the caller on the line; null when it could not be asked.</summary>
internal sealed record Probed(bool? IsAlive) : CallCommand;

/// <summary>What the caller's number belongs to.</summary>
internal sealed record Related(ImmutableArray<RelatedAlert> Alerts) : CallCommand;

/// <summary>The call has been worked up.</summary>
internal sealed record WorkedUp(CallFindings Findings) : CallCommand;

/// <summary>An effect within the cluster is done.</summary>
internal sealed record EffectDone(string EffectId) : CallCommand;

/// <summary>It failed and is worth another try.</summary>
internal sealed record EffectFailed(string EffectId, string Reason) : CallCommand;

/// <summary>Where in the recording the provider's will begin.</summary>
internal sealed record PlaceRecording(long FirstSample) : CallCommand;

/// <summary>The provider's recording was fetched, or not.</summary>
internal sealed record RecordingFetched(ProviderRecordingResult Result) : CallCommand;

/// <summary>Something may be due.</summary>
internal sealed record Tick : CallCommand;
