using System.Buffers;

namespace FleetActors.Sandbox;

/// <summary>The keys of a telephone.</summary>
internal static class Keypad
{
    private static readonly SearchValues<char> Keys = SearchValues.Create("0123456789*#ABCD");
    private static readonly SearchValues<char> SendableKeys = SearchValues.Create("0123456789*#ABCDwW");

    /// <summary>1 to 64 keys.</summary>
    public static bool IsValid(string? digits) => digits is { Length: >= 1 and <= 64 } && !digits.AsSpan().ContainsAnyExcept(Keys);

    /// <summary>What <c>send_dtmf</c> takes: keys, and w or W for a pause.</summary>
    public static bool IsSendable(string? digits) => digits is { Length: >= 1 } && !digits.AsSpan().ContainsAnyExcept(SendableKeys);
}
