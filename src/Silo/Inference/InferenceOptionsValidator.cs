using Microsoft.Extensions.Options;

namespace FleetActors.Inference;

/// <summary>Names everything that is wrong at once.</summary>
internal sealed class InferenceOptionsValidator : IValidateOptions<InferenceOptions>
{
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(InferenceOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            yield return "AI_MODEL (Inference:Model) must not be blank.";
        }

        if (options.Timeout < TimeSpan.FromMilliseconds(10) || options.Timeout > TimeSpan.FromSeconds(60))
        {
            yield return "Inference:Timeout must be between 10 ms and 60 s.";
        }

        if (options.MaxTokens is < 50 or > 4000)
        {
            yield return "Inference:MaxTokens must be between 50 and 4000.";
        }

        if (options.MaxConcurrent is < 1 or > 1000)
        {
            yield return "Inference:MaxConcurrent must be between 1 and 1000.";
        }

        if (options.MaxInput is < 200 or > 100_000)
        {
            yield return "Inference:MaxInput must be between 200 and 100000.";
        }
    }
}
