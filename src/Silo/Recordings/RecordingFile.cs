using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Recordings;

/// <summary>Names of recordings, and of their files. Call ids come from outside, so they may be any text.</summary>
internal static class RecordingFile
{
    /// <summary>What a file's name ends with.</summary>
    public const string Extension = ".wav";

    private const int MaxPlain = 100;
    private const int MaxReadable = 40;

    // Not a character of plain names, so a hashed name is never another call's plain one.
    private const char BeforeHash = '~';

    /// <summary>
    /// The id itself where it is made of small letters, digits and hyphens; else what of it can be read, and a hash of the whole: file systems may not tell
    /// large letters from small ones, and give slashes, dots and much else a meaning.
    /// </summary>
    public static string StemOf(string callId)
    {
        ArgumentException.ThrowIfNullOrEmpty(callId);
        if (callId.Length <= MaxPlain && callId.All(IsPlain))
        {
            return callId;
        }

        var readable = string.Concat(callId.Where(static c => IsPlain(char.ToLowerInvariant(c))).Take(MaxReadable));
        return readable + BeforeHash + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(callId)))[..32];
    }

    /// <summary>The file's name.</summary>
    public static string NameOf(string callId) => StemOf(callId) + Extension;

    /// <summary>Whether a text can be a recording's name; others may come in a file that somebody made.</summary>
    public static bool IsStem(string text) => text.Length is > 0 and <= MaxPlain && text.All(static c => IsPlain(char.ToLowerInvariant(c)) || c == BeforeHash);

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_';
}
