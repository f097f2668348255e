using Microsoft.Extensions.Options;

namespace FleetActors.Telephony;

internal sealed class OutboundOptionsValidator : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var failures = new List<string>();
        Check(failures, nameof(options.DialsPerSecond), options.DialsPerSecond, 0.01, 100_000);
        Check(failures, nameof(options.DialBurst), options.DialBurst, 1, 100_000);
        Check(failures, nameof(options.MessagesPerSecond), options.MessagesPerSecond, 0.01, 100_000);
        Check(failures, nameof(options.MessageBurst), options.MessageBurst, 1, 100_000);
        Check(failures, nameof(options.MaxInFlight), options.MaxInFlight, 1, 10_000);
        Check(failures, nameof(options.MaxQueued), options.MaxQueued, 1, 10_000_000);
        Check(failures, nameof(options.MaxPause), options.MaxPause, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check(failures, nameof(options.RepeatWindow), options.RepeatWindow, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check<T>(List<string> failures, string setting, T value, T least, T most)
        where T : IComparable<T>
    {
        // NaN compares as less than everything.
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            failures.Add(FormattableString.Invariant($"{OutboundOptions.Section}:{setting} must be between {least} and {most}."));
        }
    }
}
