namespace FleetActors.Security;

/// <summary>What a key may do; also the names of the authorization policies. Each role includes the ones before it.</summary>
internal static class Roles
{
    /// <summary>Report alerts and send telemetry.</summary>
    public const string Ingest = "ingest";

    /// <summary>Read everything, act on alerts.</summary>
    public const string Operator = "operator";

    /// <summary>Change devices, fleets, policies, contacts and schedules.</summary>
    public const string Admin = "admin";

    /// <summary>All roles, weakest first.</summary>
    public static readonly IReadOnlyList<string> All = [Ingest, Operator, Admin];

    /// <summary>Whether <paramref name="role"/> includes <paramref name="needed"/>; an unknown role includes nothing.</summary>
    public static bool Includes(string role, string needed) => Rank(role) >= Rank(needed) && Rank(role) >= 0;

    private static int Rank(string role)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == role)
            {
                return i;
            }
        }

        return -1;
    }
}
