namespace FleetActors.Alerts;

/// <summary>
/// The client state of a leg that calls a device back. Its webhooks concern two: the alert, which made the attempt, and the emergency call that the leg
/// becomes once the device has answered.
/// </summary>
/// <param name="CallId">The call, from the first command that the call itself gave; null before.</param>
public readonly record struct CallbackState(string AlertId, string AttemptId, string? CallId)
{
    private const string Version = "fb1";

    /// <summary>Plain text form; the telephone adapter adds the base64.</summary>
    public override string ToString() => $"{Version}|{AlertId}|{AttemptId}|{CallId}";

    /// <summary>Reads the plain text form; false for anything else, null included.</summary>
    public static bool TryParse(string? text, out CallbackState state)
    {
        state = default;
        if (text?.Split('|') is not [Version, var alert, { Length: > 0 } attempt, var call]
            || !Alerts.AlertId.IsWellFormed(alert)
            || (call.Length > 0 && !Calls.CallId.IsWellFormed(call)))
        {
            return false;
        }

        state = new CallbackState(alert, attempt, call.Length == 0 ? null : call);
        return true;
    }
}
