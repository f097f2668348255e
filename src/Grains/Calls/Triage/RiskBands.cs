namespace FleetActors.Calls;

/// <summary>Which level a score is.</summary>
internal static class RiskBands
{
    /// <summary>The lowest score that is medium.</summary>
    public const double Medium = 0.25;

    /// <summary>The lowest score that is high.</summary>
    public const double High = 0.5;

    /// <summary>The lowest score that is critical.</summary>
    public const double Critical = 0.75;

    /// <summary>Never unknown: a score is a statement. What is no number counts as 0.</summary>
    public static RiskLevel Of(double score) => score switch
    {
        >= Critical => RiskLevel.Critical,
        >= High => RiskLevel.High,
        >= Medium => RiskLevel.Medium,
        _ => RiskLevel.Low,
    };

    /// <summary>The lowest score of a level; 0 for low and unknown.</summary>
    public static double Floor(RiskLevel level) => level switch
    {
        RiskLevel.Critical => Critical,
        RiskLevel.High => High,
        RiskLevel.Medium => Medium,
        _ => 0,
    };
}
