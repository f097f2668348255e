namespace FleetActors.OnCall;

/// <summary>One escalation policy (key: policy id). The built-in ones exist without being stored; storing one overrides it.</summary>
[Alias("fleet.policy-grain")]
public interface IPolicyGrain : IGrainWithStringKey
{
    /// <summary>The policy, or null when there is none of that id.</summary>
    [Alias("Get")]
    Task<EscalationPolicy?> GetAsync();

    /// <summary>Stores a validated policy; alerts already open keep their snapshot. Safe to repeat.</summary>
    [Alias("Put")]
    Task PutAsync(EscalationPolicy policy);

    /// <summary>Removes it (a built-in one falls back to its default); false when nothing was stored.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();
}
