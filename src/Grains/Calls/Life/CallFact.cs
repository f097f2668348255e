using System.Collections.Immutable;

namespace FleetActors.Calls;

/// <summary>Something that happened to a call. Facts are folded at once and not kept; what people should see of them is in the timeline.</summary>
internal abstract record CallFact;

/// <summary>The provider announced the call.</summary>
internal sealed record Announced(string CallId, string? CallControlId, string? From, string? To, DateTimeOffset StartedAt) : CallFact;

/// <summary>The call is one of ours, to a device.</summary>
internal sealed record CalledBack(CallbackLeg Leg) : CallFact;

/// <summary>The call is answered.</summary>
internal sealed record CallAnswered : CallFact;

/// <summary>Anything that shows that the caller is still there.</summary>
internal sealed record SignOfLife : CallFact;

/// <summary>A webhook was taken in.</summary>
internal sealed record EventTaken(string EventId) : CallFact;

/// <summary>A token was made for a stream's address.</summary>
internal sealed record TokenIssued(string Hash) : CallFact;

/// <summary>Something changed about the stream.</summary>
internal sealed record StreamChanged(StreamPlace Place) : CallFact;

/// <summary>The voice, as far as it was heard.</summary>
internal sealed record VoiceHeard(Heard Heard) : CallFact;

/// <summary>The call is over.</summary>
internal sealed record CallEnded(DateTimeOffset At, string Because) : CallFact;

/// <summary>A dispatcher's leg is new or changed.</summary>
internal sealed record LegChanged(JoinLeg Leg) : CallFact;

/// <summary>The conference has been made, or is lost.</summary>
internal sealed record ConferenceKnown(string? Id) : CallFact;

/// <summary>More open alerts that the call may be about.</summary>
internal sealed record AlertsRelated(ImmutableArray<RelatedAlert> Alerts) : CallFact;

/// <summary>The provider has recorded.</summary>
internal sealed record ProviderRecorded(string Address) : CallFact;

/// <summary>Something changed about the provider's own recording.</summary>
internal sealed record ProviderSoundChanged(ProviderSound Sound) : CallFact;

/// <summary>The packet is made.</summary>
internal sealed record PacketMade(CallPacket Packet) : CallFact;

/// <summary>Something must be done outside, or must be done later than thought.</summary>
internal sealed record EffectOwed(CallEffect Effect) : CallFact;

/// <summary>It need not be done any more.</summary>
internal sealed record EffectSettled(string EffectId) : CallFact;

/// <summary>A line for people.</summary>
internal sealed record Noted(string Kind, string Text) : CallFact;
