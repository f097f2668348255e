namespace FleetActors.OnCall;

/// <summary>
/// Policies and contacts as this process knows them, for paths that need them thousands of times a second. Answers synchronously when warm.
/// A change made in this process is seen at once; one made elsewhere within a few seconds.
/// </summary>
public interface IOnCallLookup
{
    /// <summary>The policy of that id, or null when there is none. The built-in ones always exist.</summary>
    /// <exception cref="Exception">Nothing is known yet and storage could not be asked.</exception>
    ValueTask<EscalationPolicy?> PolicyAsync(string id);

    /// <summary>The contact of that id, or null when there is none.</summary>
    /// <exception cref="Exception">Nothing is known yet and storage could not be asked.</exception>
    ValueTask<Contact?> ContactAsync(string id);

    /// <summary>Who the policy's targets are now. Targets that lead to nobody are absent from the roster.</summary>
    /// <exception cref="Exception">Nothing is known yet and storage could not be asked.</exception>
    ValueTask<Roster> ResolveAsync(EscalationPolicy policy);
}
