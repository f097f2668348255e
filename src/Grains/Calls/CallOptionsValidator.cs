using Microsoft.Extensions.Options;

namespace FleetActors.Calls;

/// <summary>Checks <see cref="CallOptions"/>, all faults at once.</summary>
internal sealed class CallOptionsValidator : IValidateOptions<CallOptions>
{
    private const int LongestGreeting = 3000;

    public ValidateOptionsResult Validate(string? name, CallOptions options)
    {
        var faults = new List<string>();
        Check(options.Greeting.Length <= LongestGreeting, $"Greeting must have at most {LongestGreeting} characters");
        Check(options.Language.Length is > 0 and <= 20, "Language must have 1 to 20 characters");
        Check(IsStreamAddress(options.StreamUrl), "StreamUrl (or WS_PUBLIC_URL) must be a ws or wss address without a query");
        Check(options.StreamCodec is "PCMU" or "PCMA" or "L16" or "default", "StreamCodec must be PCMU, PCMA, L16 or default");
        Check(IsWithin(options.AnswerDelay, 0, 30), "AnswerDelay must be 0 to 30 s");
        Check(options.StreamTries is >= 1 and <= 10, "StreamTries must be 1 to 10");
        Check(IsWithin(options.SilenceLimit, 10, CallOptions.LongestSilence.TotalSeconds), "SilenceLimit must be 10 s to 10 min");
        Check(IsWithin(options.KeepInterval, 0.5, 60), "KeepInterval must be 0.5 to 60 s");
        Check(IsWithin(options.TranscriptionLimit, 1, 300), "TranscriptionLimit must be 1 s to 5 min");
        Check(IsWithin(options.ProviderRecordingLimit, 0, 300), "ProviderRecordingLimit must be 0 to 5 min");
        Check(IsWithin(options.JoinRingTime, 5, 120), "JoinRingTime must be 5 to 120 s");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool isGood, string fault)
        {
            if (!isGood)
            {
                faults.Add($"{CallOptions.Section}:{fault}.");
            }
        }
    }

    private static bool IsStreamAddress(string? text) =>
        string.IsNullOrWhiteSpace(text)
        || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" && url.Query.Length == 0);

    private static bool IsWithin(TimeSpan time, double fromSeconds, double toSeconds) =>
        time >= TimeSpan.FromSeconds(fromSeconds) && time <= TimeSpan.FromSeconds(toSeconds);
}
