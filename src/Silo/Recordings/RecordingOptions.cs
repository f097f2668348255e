namespace FleetActors.Recordings;

/// <summary>Settings <c>Recording:*</c>.</summary>
public sealed class RecordingOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Recording";

    /// <summary><see cref="Store"/> of WAV files in a folder.</summary>
    public const string Files = "directory";

    /// <summary><see cref="Store"/> of chunks in the PostgreSQL database.</summary>
    public const string Database = "database";

    /// <summary>
    /// Where recordings are kept: <c>directory</c> or <c>database</c>, which needs PostgreSQL. Default: <c>database</c> for a member of a cluster, whose
    /// machines share no folder, unless <see cref="Directory"/> is set; else <c>directory</c>.
    /// </summary>
    public string Store { get; set; } = string.Empty;

    /// <summary>Folder of the WAV files, created if missing. Default: <c>recordings</c> in the data folder (DATA_DIR). Not used with <c>database</c>.</summary>
    public string Directory { get; set; } = string.Empty;

    internal bool IsDatabase => Store == Database;
}
