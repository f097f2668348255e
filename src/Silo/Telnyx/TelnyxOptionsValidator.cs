using System.Net;
using System.Net.NetworkInformation;
using FleetActors.OnCall;
using Microsoft.Extensions.Options;

namespace FleetActors.Telnyx;

/// <summary>Names everything that is wrong at once, with the way to set it right.</summary>
internal sealed class TelnyxOptionsValidator : IValidateOptions<TelnyxOptions>
{
    private static readonly string[] Detections = ["premium", "detect", "detect_beep", "detect_words", "greeting_end", "disabled"];

    public ValidateOptionsResult Validate(string? name, TelnyxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(TelnyxOptions options)
    {
        if (options.ApiKey.Length == 0 || options.ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            yield return "TELNYX_API_KEY (Telnyx:ApiKey) must be set, without blanks.";
        }

        if (options.ConnectionId.Length == 0 || options.ConnectionId.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
        {
            yield return "CONNECTION_ID (Telnyx:ConnectionId) must be the id of a Call Control application, such as 1494404757140276705.";
        }

        if (!E164.IsWellFormed(options.From))
        {
            yield return "ALERT_NUMBER (Telnyx:From) must be a number like +15550100200.";
        }

        if (!IsSafe(options.BaseUrl, options.AllowHttp))
        {
            yield return "Telnyx:BaseUrl must be an https address without query; http is for this machine only, because the key travels with every request (Telnyx:AllowHttp for a sandbox elsewhere).";
        }

        if (!IsWebhook(options.MessageWebhookUrl))
        {
            yield return "Telnyx:MessageWebhookUrl must be an http or https address, or absent.";
        }

        if (!IsWebhook(options.CallWebhookUrl))
        {
            yield return "Telnyx:CallWebhookUrl must be an http or https address, or absent.";
        }

        if (string.IsNullOrWhiteSpace(options.Voice) || string.IsNullOrWhiteSpace(options.VoiceLanguage))
        {
            yield return "Telnyx:Voice and Telnyx:VoiceLanguage must not be empty.";
        }

        if (!Detections.Contains(options.AnsweringMachineDetection))
        {
            yield return $"Telnyx:AnsweringMachineDetection must be one of {string.Join(", ", Detections)}.";
        }

        if (!IsWait(options.RequestTimeout) || !IsWait(options.ConnectTimeout))
        {
            yield return "Telnyx:RequestTimeout and Telnyx:ConnectTimeout must be between 100 ms and 60 s.";
        }

        if (options.RecordingTimeout < TimeSpan.FromSeconds(1) || options.RecordingTimeout > TimeSpan.FromMinutes(5))
        {
            yield return "Telnyx:RecordingTimeout must be between 1 s and 5 min.";
        }

        if (options.LargestRecording is < 65_536 or > 1 << 30)
        {
            yield return "Telnyx:LargestRecording must be between 65536 and 1073741824 bytes.";
        }

        if (options.MaxConnections is < 1 or > 10_000)
        {
            yield return "Telnyx:MaxConnections must be between 1 and 10000.";
        }
    }

    private static bool IsSafe(string url, bool allowHttp) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (allowHttp || IsOwn(address))))
        && address.Query.Length == 0
        && address.Fragment.Length == 0;

    private static bool IsOwn(Uri address) =>
        address.IsLoopback
        || (IPAddress.TryParse(address.DnsSafeHost, out var ip)
            && NetworkInterface.GetAllNetworkInterfaces().Any(card => card.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(ip))));

    private static bool IsWebhook(string? url) =>
        url is null
        || (Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp));

    private static bool IsWait(TimeSpan wait) => wait >= TimeSpan.FromMilliseconds(100) && wait <= TimeSpan.FromSeconds(60);
}
