using FleetActors.Alerts;

namespace FleetActors.Telephony;

/// <summary>Tells the alert that owes the command; a command of no alert has nobody to be told.</summary>
internal sealed class AlertCommandResults(IGrainFactory grains) : ICommandResults
{
    public Task TellAsync(OutboundRequest request, SentCommand sent) => request.AlertId == OutboundRequest.NoAlert
        ? Task.CompletedTask
        : grains.GetGrain<IAlertGrain>(request.AlertId).OnCommandResultAsync(request.EffectId, sent.Result, sent.SentAt);
}
