using System.Collections.Immutable;
using FleetActors.Dispatch;

namespace FleetActors.Calls;

/// <summary>Makes the packet of an ended call, and its ticket for the queue.</summary>
internal static class Packets
{
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public static CallPacket Make(CallState state, ImmutableArray<string> missing)
    {
        var end = state.EndedAt ?? throw new InvalidOperationException($"Call {state.CallId} has not ended: a packet is made of ended calls only.");
        var heard = state.Heard;
        return new CallPacket(
            state.CallId,
            CallViews.Mask(state.From),
            state.To,
            (int)Math.Max(0, Math.Round((end - state.StartedAt).TotalSeconds, MidpointRounding.AwayFromZero)),
            CallViews.Audio(heard.Signals) with { Distress = heard.Signals.DistressScore() },
            heard.Transcript.Text,
            heard.Transcript.Source,
            heard.Triage,
            QueueRanking.Weight(heard.Triage.Risk.Score),
            DateTimeOffset.FromUnixTimeSeconds(end.ToUnixTimeSeconds()),
            heard.HasRecording,
            missing,
            state.Alerts);
    }

    public static QueueTicket Ticket(CallPacket packet) => new(
        packet.CallId,
        packet.FromMasked,
        packet.Triage.Category,
        packet.Triage.Services,
        packet.Triage.Tags,
        packet.Triage.Risk.Level,
        packet.Triage.Risk.Score,
        packet.Weight,
        packet.Triage.Summary,
        packet.CreatedAt);
}
