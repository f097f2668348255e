namespace FleetActors.Sandbox;

/// <summary>Says what in a behaviour cannot be meant.</summary>
internal static class BehaviourCheck
{
    private const int LongestMs = 600_000;
    private static readonly string[] SmsStatuses = ["delivered", "delivery_failed", "sending_failed", "delivery_unconfirmed"];

    /// <summary>The first thing wrong, or null.</summary>
    public static string? Problem(SandboxBehaviour behaviour) =>
        Milliseconds("delay_ms", behaviour.DelayMs)
        ?? First(behaviour.Faults.Select(static (fault, index) => Problem(fault, $"faults[{index}]")))
        ?? Problem(behaviour.Webhooks)
        ?? Problem(behaviour.Ai)
        ?? Problem(behaviour.Speech)
        ?? Problem(behaviour.Limits)
        ?? First(behaviour.Numbers.Select(static pair => Problem(pair.Key, pair.Value)))
        ?? (behaviour.DefaultNumber is { } script ? Problem(script, "default_number") : null);

    private static string? Problem(RequestFault? fault, string at) =>
        fault is null ? $"{at} must be an object"
        : fault.Status is < 400 or > 599 ? $"{at}.status must be 400 to 599"
        : fault.Next < 0 ? $"{at}.next must not be negative"
        : Rate($"{at}.rate", fault.Rate) ?? Milliseconds($"{at}.delay_ms", fault.DelayMs);

    private static string? Problem(WebhookFaults faults) =>
        Rate("webhooks.duplicate_rate", faults.DuplicateRate)
        ?? Rate("webhooks.reorder_rate", faults.ReorderRate)
        ?? Rate("webhooks.drop_rate", faults.DropRate)
        ?? Milliseconds("webhooks.reorder_ms", faults.ReorderMs)
        ?? Milliseconds("webhooks.delay_ms", faults.DelayMs);

    private static string? Problem(InferenceFaults faults) =>
        faults.Status is < 400 or > 599 ? "ai.status must be 400 to 599"
        : faults.Next < 0 ? "ai.next must not be negative"
        : Milliseconds("ai.delay_ms", faults.DelayMs ?? 0);

    private static string? Problem(SpeechFaults faults) =>
        faults.Status is < 400 or > 599 ? "speech.status must be 400 to 599"
        : faults.Next < 0 ? "speech.next must not be negative"
        : Milliseconds("speech.down_ms", faults.DownMs);

    private static string? Problem(RequestLimits limits) =>
        limits.CommandsPerSecond < 0 || limits.CallsPerSecond < 0 || limits.MessagesPerSecond < 0 || limits.ConcurrentCalls < 0
            ? "limits must not be negative"
            : null;

    private static string? Problem(string number, NumberScript? script) =>
        !PhoneNumber.IsDialable(number) ? $"numbers: '{number}' is not an E.164 number"
        : script is null ? $"numbers.{number} must be an object"
        : Problem(script, $"numbers.{number}");

    private static string? Problem(NumberScript script, string at) =>
        script.Press is { } keys && !Keypad.IsValid(keys) ? $"{at}.press must be 1 to 64 of 0-9, *, #, A-D"
        : script.Reply is { Length: 0 or > 1600 } ? $"{at}.reply must have 1 to 1600 characters"
        : !SmsStatuses.Contains(script.SmsStatus) ? $"{at}.sms_status must be one of {string.Join(", ", SmsStatuses)}"
        : Milliseconds($"{at}.answer_after_ms", script.AnswerAfterMs ?? 0)
            ?? Milliseconds($"{at}.decline_after_ms", script.DeclineAfterMs ?? 0)
            ?? Milliseconds($"{at}.voicemail_after_ms", script.VoicemailAfterMs)
            ?? Milliseconds($"{at}.greeting_ms", script.GreetingMs)
            ?? Milliseconds($"{at}.press_after_ms", script.PressAfterMs ?? 0)
            ?? Milliseconds($"{at}.hangup_after_ms", script.HangupAfterMs ?? 0)
            ?? Milliseconds($"{at}.reply_after_ms", script.ReplyAfterMs);

    private static string? Milliseconds(string name, int value) => value is < 0 or > LongestMs ? $"{name} must be 0 to {LongestMs} ms" : null;

    private static string? Rate(string name, double value) => value is >= 0 and <= 1 ? null : $"{name} must be 0 to 1";

    private static string? First(IEnumerable<string?> problems) => problems.FirstOrDefault(static problem => problem is not null);
}
