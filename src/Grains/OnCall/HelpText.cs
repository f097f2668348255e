using System.Collections.Immutable;

namespace FleetActors.OnCall;

/// <summary>What is texted back to somebody whose text did not lead to anything. Plain GSM-7 and one part, so that it costs one SMS.</summary>
internal static class HelpText
{
    /// <summary>Most codes listed.</summary>
    public const int MaxCodes = 3;

    /// <param name="newestCodes">The codes of the number's open alerts, newest first; those beyond <see cref="MaxCodes"/> are only counted.</param>
    public static string For(ImmutableArray<string> newestCodes)
    {
        if (newestCodes.IsEmpty)
        {
            return "Fleet Alert: no alert is waiting for you.";
        }

        var first = newestCodes[0];
        var how = $"Reply ACK {first} to answer for it, ESC {first} to page the next person.";
        return newestCodes.Length == 1
            ? $"Fleet Alert: 1 alert is open. {how}"
            : $"Fleet Alert: {newestCodes.Length} alerts are open: {Listed(newestCodes)}. {how}";
    }

    /// <param name="code">The alert's code.</param>
    /// <param name="reason">Why the alert would not do it, in words of ours; null when it is gone.</param>
    public static string Refused(string code, string? reason) => $"Fleet Alert {code}: {reason ?? "this alert is no longer open."}";

    private static string Listed(ImmutableArray<string> codes) =>
        string.Join(", ", codes.Take(MaxCodes)) + (codes.Length > MaxCodes ? ", ..." : string.Empty);
}
