namespace FleetActors.Alerts;

/// <summary>Why an action is refused, in words for the person who asked.</summary>
internal static class Refusals
{
    public static string NotPaging(AlertState state) => state switch
    {
        { Status: AlertStatus.Acknowledged, Acknowledged: { } by } => $"Already acknowledged by {by.By}; nothing pages for it any more.",
        { Status: AlertStatus.Resolved, Resolved: { } by } => $"Already resolved by {by.By}.",
        { Status: AlertStatus.Suppressed } => $"Suppressed: {state.SuppressedBecause}.",
        _ => "Not possible now.",
    };
}
