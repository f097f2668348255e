namespace FleetActors.Sandbox;

internal static class WebhookAddress
{
    /// <summary>An absolute http or https address of at most 2,000 characters.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: <= 2000 } && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
