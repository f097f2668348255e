using System.Globalization;

namespace FleetActors.Alerts;

/// <summary>What people read and hear.</summary>
internal static class AlertTexts
{
    /// <summary>How long a phone rings.</summary>
    public static readonly TimeSpan RingTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a key is awaited after each prompt.</summary>
    public static readonly TimeSpan KeyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How often the prompt is spoken before the leg is given up.</summary>
    public const int PromptTries = 2;

    /// <summary>Keys that mean something.</summary>
    public const string ValidKeys = "1239";

    public const string Escalating = "Escalating now. Goodbye.";

    public const string ConferenceImpossible = "The conference could not be opened. Please use the text message or the dashboard. Goodbye.";

    /// <summary>A text longer than this would be split into many parts or refused.</summary>
    private const int MaxBriefing = 600;

    public static string Sms(AlertState state, string? replyCode)
    {
        var text = $"[{Level(state)}] Fleet Alert: {Briefing(state)}";
        return replyCode is null ? text : $"{text} Reply ACK {replyCode}";
    }

    public static string RecoverySms(AlertState state) => $"[RESOLVED] Fleet Alert: {Briefing(state)}";

    public static string Prompt(AlertState state)
    {
        var choice = state is { Status: AlertStatus.Acknowledged, Acknowledged: { } by }
            ? $"{by.By} has acknowledged it. Press 3 to join the conference, 9 to repeat."
            : "Press 1 to acknowledge, 2 to escalate now, 3 to join the conference, 9 to repeat.";
        return $"Fleet alert. {Briefing(state)} {choice}";
    }

    public static string Voicemail(AlertState state) => $"Fleet alert. {Briefing(state)} Nobody has acknowledged it yet. Please call back or reply to the text message.";

    public static string Thanks(AlertState state, string name) =>
        state.Acknowledged is { } by && by.By != name ? $"Already acknowledged by {by.By}. Thank you. Goodbye." : "Acknowledged. Thank you. Goodbye.";

    public static string NoLongerNeeded(AlertState state) => state switch
    {
        { Resolved: not null } => "The alert is already resolved. Goodbye.",
        { Acknowledged: { } by } => $"The alert was acknowledged by {by.By}. Goodbye.",
        _ => "You are no longer needed for this alert. Goodbye.",
    };

    private static string Level(AlertState state) => state.Classification.Severity.ToString().ToUpperInvariant();

    private static string Briefing(AlertState state)
    {
        var text = state.Classification.Briefing.Trim();
        if (text.Length > MaxBriefing)
        {
            var cut = char.IsHighSurrogate(text[MaxBriefing - 1]) ? MaxBriefing - 1 : MaxBriefing;
            text = string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, cut)}...");
        }

        return text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";
    }
}
