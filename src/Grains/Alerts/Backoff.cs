namespace FleetActors.Alerts;

/// <summary>How long to wait before a command is sent again.</summary>
internal static class Backoff
{
    private const double FirstSeconds = 1;
    private const double MaxSeconds = 30;

    /// <summary>
    /// 1 s, doubled with every try, at most 30 s; each shortened by up to a quarter that depends on the effect's id alone, so that many
    /// alerts do not knock at the same moment and a decision stays repeatable.
    /// </summary>
    public static TimeSpan After(string effectId, int tries)
    {
        var seconds = Math.Min(MaxSeconds, FirstSeconds * Math.Pow(2, Math.Min(tries, 10)));
        var hash = 2166136261u;
        foreach (var c in effectId)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return TimeSpan.FromSeconds(seconds * (1 - (hash % 1000 / 4000.0)));
    }
}
