namespace FleetActors.Telephony;

/// <summary>Whose result a command brings.</summary>
internal readonly record struct EffectKey(string OwnerId, string EffectId)
{
    /// <summary>The key of a request.</summary>
    public static EffectKey Of(OutboundRequest request) => new(request.OwnerId, request.EffectId);
}
