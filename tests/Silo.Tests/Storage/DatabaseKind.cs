namespace FleetActors.Storage;

/// <summary>The databases that everything about storage is tested on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
