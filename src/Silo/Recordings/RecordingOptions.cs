namespace FleetActors.Recordings;

/// <summary>Settings <c>Recording:*</c>.</summary>
public sealed class RecordingOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Recording";

    /// <summary>Folder of the WAV files, created if missing. Default: <c>recordings</c> in the data folder (DATA_DIR).</summary>
    public string Directory { get; set; } = string.Empty;
}
