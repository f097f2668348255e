using Microsoft.Extensions.Options;

namespace FleetActors.OnCall;

internal sealed class OnCallOptionsValidator : IValidateOptions<OnCallOptions>
{
    public ValidateOptionsResult Validate(string? name, OnCallOptions options)
    {
        var failures = new List<string>();
        Check(failures, OnCallOptions.OnCallSetting, options.OnCallNumber);
        Check(failures, OnCallOptions.DispatcherSetting, options.DispatcherNumber);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check(List<string> failures, string setting, string? number)
    {
        if (number is not null && !E164.IsWellFormed(number))
        {
            failures.Add($"{setting} must be an E.164 number such as +15551234567: a plus sign and 8 to 15 digits, nothing else.");
        }
    }
}
