namespace FleetActors.OnCall;

/// <summary>One escalation policy (get it with <see cref="OnCallIds.GetPolicy"/>). The built-in ones exist without being stored; storing one overrides it.</summary>
[Alias("fleet.policy-grain")]
public interface IPolicyGrain : IGrainWithStringKey
{
    /// <summary>The policy, or null when there is none of that id.</summary>
    [Alias("Get")]
    Task<EscalationPolicy?> GetAsync();

    /// <summary>Stores a policy; alerts already open keep their snapshot. Safe to repeat.</summary>
    /// <exception cref="ArgumentException">It breaks <see cref="PolicyRules"/>, or its id is not the grain's.</exception>
    [Alias("Put")]
    Task PutAsync(EscalationPolicy policy);

    /// <summary>Removes it (a built-in one falls back to its default); false when nothing was stored.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync();
}
