namespace FleetActors.Calls;

/// <summary>The words of calls on the wire (S1-44, S1-45). Stored state has its own, see the JSON of grains.</summary>
public static class CallWords
{
    /// <summary><c>EMS</c>, <c>FIRE</c>, <c>POLICE</c>, <c>OTHER</c>, <c>UNKNOWN</c>.</summary>
    public static string Word(this ServiceCategory category) => category switch
    {
        ServiceCategory.Ems => "EMS",
        ServiceCategory.Fire => "FIRE",
        ServiceCategory.Police => "POLICE",
        ServiceCategory.Other => "OTHER",
        _ => "UNKNOWN",
    };

    /// <summary><c>LOW</c>, <c>MEDIUM</c>, <c>HIGH</c>, <c>CRITICAL</c>, <c>UNKNOWN</c>.</summary>
    public static string Word(this RiskLevel level) => level switch
    {
        RiskLevel.Low => "LOW",
        RiskLevel.Medium => "MEDIUM",
        RiskLevel.High => "HIGH",
        RiskLevel.Critical => "CRITICAL",
        _ => "UNKNOWN",
    };

    /// <summary><c>CALM</c>, <c>RELIEVED</c>, <c>TENSE</c>, <c>DISTRESSED</c>, <c>HIGHLY_DISTRESSED</c>, <c>UNKNOWN</c>.</summary>
    public static string Word(this EmotionLabel label) => label switch
    {
        EmotionLabel.Calm => "CALM",
        EmotionLabel.Relieved => "RELIEVED",
        EmotionLabel.Tense => "TENSE",
        EmotionLabel.Distressed => "DISTRESSED",
        EmotionLabel.HighlyDistressed => "HIGHLY_DISTRESSED",
        _ => "UNKNOWN",
    };

    /// <summary><c>positive</c>, <c>neutral</c>, <c>negative</c>, <c>unknown</c>.</summary>
    public static string Word(this Sentiment sentiment) => sentiment switch
    {
        Sentiment.Positive => "positive",
        Sentiment.Neutral => "neutral",
        Sentiment.Negative => "negative",
        _ => "unknown",
    };

    /// <summary><c>keywords</c>, <c>inference</c>, <c>unknown</c>.</summary>
    public static string Word(this TriageSource source) => source switch
    {
        TriageSource.Keywords => "keywords",
        TriageSource.Inference => "inference",
        _ => "unknown",
    };

    /// <summary><c>OPEN</c>, <c>IN_PROGRESS</c>, <c>DISPATCHED</c>, <c>RESOLVED</c>, <c>CANCELLED</c>, <c>UNKNOWN</c>.</summary>
    public static string Word(this PacketStatus status) => status switch
    {
        PacketStatus.Open => "OPEN",
        PacketStatus.InProgress => "IN_PROGRESS",
        PacketStatus.Dispatched => "DISPATCHED",
        PacketStatus.Resolved => "RESOLVED",
        PacketStatus.Cancelled => "CANCELLED",
        _ => "UNKNOWN",
    };

    /// <summary>The category a word means, in any case; unknown for anything else.</summary>
    public static ServiceCategory Category(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "EMS" => ServiceCategory.Ems,
        "FIRE" => ServiceCategory.Fire,
        "POLICE" => ServiceCategory.Police,
        "OTHER" => ServiceCategory.Other,
        _ => ServiceCategory.Unknown,
    };

    /// <summary>The level a word means, in any case; unknown for anything else.</summary>
    public static RiskLevel Level(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "LOW" => RiskLevel.Low,
        "MEDIUM" => RiskLevel.Medium,
        "HIGH" => RiskLevel.High,
        "CRITICAL" => RiskLevel.Critical,
        _ => RiskLevel.Unknown,
    };

    /// <summary>The status a word means, in any case; unknown for anything else.</summary>
    public static PacketStatus Status(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "OPEN" => PacketStatus.Open,
        "IN_PROGRESS" => PacketStatus.InProgress,
        "DISPATCHED" => PacketStatus.Dispatched,
        "RESOLVED" => PacketStatus.Resolved,
        "CANCELLED" => PacketStatus.Cancelled,
        _ => PacketStatus.Unknown,
    };
}
