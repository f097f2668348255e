namespace FleetActors.Settings;

/// <summary>The settings do not allow a start. Every problem is listed, each with its fix.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems)
    : Exception("The settings do not allow a start:" + string.Concat(problems.Select(problem => Environment.NewLine + "  - " + problem)))
{
    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
