using System.Buffers;

namespace FleetActors.Devices;

/// <summary>
/// Names of metrics: 1 to 64 characters of <c>A-Z a-z 0-9 . _ : @ / -</c> and space, beginning with a letter or digit; case matters.
/// <c>lat</c> and <c>lon</c> are the device's position in degrees.
/// </summary>
public static class MetricName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Degrees north, -90 to 90.</summary>
    public const string Latitude = "lat";

    /// <summary>Degrees east, -180 to 180.</summary>
    public const string Longitude = "lon";

    /// <summary>What to tell a client whose name is refused; follows the field's name.</summary>
    public const string Rule = "must be 1 to 64 characters of A-Z a-z 0-9 . _ : @ / - and space, and begin with a letter or digit";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:@/- ");

    /// <summary>Whether a text from outside can name a metric.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(Allowed);
}
