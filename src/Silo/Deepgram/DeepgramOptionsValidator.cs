using Microsoft.Extensions.Options;

namespace FleetActors.Deepgram;

/// <summary>Names everything that is wrong at once. Without a key nothing else matters.</summary>
internal sealed class DeepgramOptionsValidator : IValidateOptions<DeepgramOptions>
{
    private const int MostKeywords = 100;

    public ValidateOptionsResult Validate(string? name, DeepgramOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = options.ApiKey.Length == 0 ? [] : Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(DeepgramOptions options)
    {
        if (options.ApiKey.Any(static c => c is <= ' ' or > '~'))
        {
            yield return "DEEPGRAM_API_KEY (Deepgram:ApiKey) must be printable characters without blanks.";
        }

        if (!IsSafe(options.BaseUrl, options.AllowHttp))
        {
            yield return "Deepgram:BaseUrl must be an https address without query; http is for this machine only, because the key travels with every request (Deepgram:AllowHttp for a sandbox elsewhere).";
        }

        if (string.IsNullOrWhiteSpace(options.Model) || string.IsNullOrWhiteSpace(options.Language))
        {
            yield return "Deepgram:Model and Deepgram:Language must not be empty.";
        }

        if (options.Keywords.Count > MostKeywords || options.Keywords.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"Deepgram:Keywords must be at most {MostKeywords} words, none of them empty.";
        }

        foreach (var (setting, value, least, most) in Times(options))
        {
            if (value < least || value > most)
            {
                yield return $"Deepgram:{setting} must be between {Words(least)} and {Words(most)}.";
            }
        }

        if (options.CatchUpRate is not (>= 1 and <= 100))
        {
            yield return "Deepgram:CatchUpRate must be between 1 and 100.";
        }

        if (options.BatchConcurrency is < 1 or > 1000)
        {
            yield return "Deepgram:BatchConcurrency must be between 1 and 1000.";
        }
    }

    private static (string Setting, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] Times(DeepgramOptions options) =>
    [
        (nameof(options.Endpointing), options.Endpointing, Ms(10), Ms(5000)),
        (nameof(options.UtteranceEnd), options.UtteranceEnd, Ms(1000), Ms(5000)),
        (nameof(options.FinalizeAfter), options.FinalizeAfter, Ms(100), Ms(10_000)),
        (nameof(options.KeepAlive), options.KeepAlive, Ms(1000), Ms(8000)),
        (nameof(options.ConnectTimeout), options.ConnectTimeout, Ms(100), Ms(60_000)),
        (nameof(options.SendTimeout), options.SendTimeout, Ms(1000), Ms(60_000)),
        (nameof(options.FirstRetry), options.FirstRetry, Ms(10), Ms(10_000)),
        (nameof(options.LongestRetry), options.LongestRetry, options.FirstRetry, Ms(60_000)),
        (nameof(options.Resend), options.Resend, Ms(100), Ms(60_000)),
        (nameof(options.Backlog), options.Backlog, options.Resend > Ms(1000) ? options.Resend : Ms(1000), Ms(300_000)),
        (nameof(options.FinishTimeout), options.FinishTimeout, Ms(100), Ms(60_000)),
        (nameof(options.BatchTimeout), options.BatchTimeout, Ms(1000), Ms(600_000)),
    ];

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static string Words(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? $"{time.TotalMilliseconds:0} ms" : $"{time.TotalSeconds:0.##} s";

    private static bool IsSafe(string url, bool allowHttp) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (allowHttp || address.IsLoopback)))
        && address.Query.Length == 0
        && address.Fragment.Length == 0;
}
