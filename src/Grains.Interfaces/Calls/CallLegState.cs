namespace FleetActors.Calls;

/// <summary>
/// The client state put on the legs of an emergency call, so that their webhooks find it: the caller's own leg (no leg id) and those of dispatchers who join.
/// </summary>
/// <param name="LegId">Null for the caller.</param>
public readonly record struct CallLegState(string CallId, string? LegId)
{
    private const string Version = "fc1";

    /// <summary>Plain text form; the telephone adapter adds the base64.</summary>
    public override string ToString() => $"{Version}|{CallId}|{LegId}";

    /// <summary>Reads the plain text form; false for anything else, null included.</summary>
    public static bool TryParse(string? text, out CallLegState state)
    {
        state = default;
        if (text?.Split('|') is not [Version, var call, var leg] || !Calls.CallId.IsWellFormed(call))
        {
            return false;
        }

        state = new CallLegState(call, leg.Length == 0 ? null : leg);
        return true;
    }
}
