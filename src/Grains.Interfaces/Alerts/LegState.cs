namespace FleetActors.Alerts;

/// <summary>
/// The client state put on a page leg: names alert, attempt and prompt, so that a webhook finds its alert even when it overtakes the dial's answer.
/// </summary>
/// <param name="Prompt">The prompt running on the leg, from 1; 0 before the first.</param>
public readonly record struct LegState(string AlertId, string AttemptId, int Prompt)
{
    private const string Version = "fa1";

    /// <summary>Plain text form; the telephone adapter adds the base64.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Version}|{AlertId}|{AttemptId}|{Prompt}");

    /// <summary>Reads the plain text form; false for anything else, null included.</summary>
    public static bool TryParse(string? text, out LegState state)
    {
        state = default;
        var parts = text?.Split('|');
        if (parts is not [Version, var alert, { Length: > 0 } attempt, var prompt]
            || !Alerts.AlertId.IsWellFormed(alert)
            || !int.TryParse(prompt, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        state = new LegState(alert, attempt, number);
        return true;
    }
}
