namespace FleetActors.StandIns.AdoNet;

/// <summary>The databases that the provider is tested on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
