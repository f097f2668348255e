using System.Buffers;

namespace FleetActors.Devices;

/// <summary>
/// Device ids: 1 to 128 characters of <c>A-Z a-z 0-9 . _ : @ -</c>, beginning with a letter or digit; case matters.
/// The set is safe in a URL path, in a file name and in a dedup key (<c>device/rule</c>).
/// </summary>
public static class DeviceId
{
    /// <summary>Longest id, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>What to tell a client whose id is refused; follows the field's name.</summary>
    public const string Rule = "must be 1 to 128 characters of A-Z a-z 0-9 . _ : @ - and begin with a letter or digit";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:@-");

    /// <summary>Whether a text from outside is a device id; says nothing about whether the device exists.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(Allowed);
}
