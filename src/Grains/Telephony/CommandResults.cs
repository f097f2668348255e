using FleetActors.Alerts;
using FleetActors.Calls;

namespace FleetActors.Telephony;

/// <summary>Tells the alert or the call that owes the command; a command of nobody has nobody to be told.</summary>
internal sealed class CommandResults(IGrainFactory grains) : ICommandResults
{
    public Task TellAsync(OutboundRequest request, SentCommand sent) => request.OwnerId switch
    {
        OutboundRequest.NoOwner => Task.CompletedTask,
        var owner when CallGrainFactoryExtensions.IsCallKey(owner) =>
            grains.GetGrain<ICallGrain>(owner).OnCommandResultAsync(request.EffectId, sent.Result, sent.SentAt),
        var owner => grains.GetGrain<IAlertGrain>(owner).OnCommandResultAsync(request.EffectId, sent.Result, sent.SentAt),
    };
}
