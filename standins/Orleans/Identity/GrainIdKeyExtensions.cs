using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Integer keys are upper-case hexadecimal, GUID keys 32 digits; a key extension follows a plus sign.</summary>
public static class GrainIdKeyExtensions
{
    private const char ExtensionMark = '+';
    private const int GuidLength = 32;

    /// <summary>Key of an integer.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>Key of an integer with an extension; a blank extension counts as none.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) => Extend(key.ToString("X", CultureInfo.InvariantCulture), keyExtension);

    /// <summary>Key of an integer with a UTF-8 extension.</summary>
    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension) => CreateIntegerKey(key, Encoding.UTF8.GetString(keyExtension));

    /// <summary>Key of a GUID.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>Key of a GUID with an extension; a blank extension counts as none.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) => Extend(key.ToString("N"), keyExtension);

    /// <summary>Key of a GUID with a UTF-8 extension.</summary>
    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension) => CreateGuidKey(key, Encoding.UTF8.GetString(keyExtension));

    /// <summary>The integer in the key; false if it is not one.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var digits = Split(grainId.Key.Text, grainId.Key.Text.IndexOf(ExtensionMark, StringComparison.Ordinal), out keyExt);
        return long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }

    /// <summary>The GUID in the key; false if it is not one.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = grainId.Key.Text;
        var digits = Split(text, text.Length > GuidLength && text[GuidLength] == ExtensionMark ? GuidLength : -1, out keyExt);
        return Guid.TryParseExact(digits, "N", out key);
    }

    /// <summary>The integer in the key.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt)
        => grainId.TryGetIntegerKey(out var key, out keyExt) ? key : throw WrongFormat(grainId, "an Integer");

    /// <inheritdoc cref="GetIntegerKey(GrainId, out string?)"/>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    /// <summary>The GUID in the key.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt)
        => grainId.TryGetGuidKey(out var key, out keyExt) ? key : throw WrongFormat(grainId, "a Guid");

    /// <inheritdoc cref="GetGuidKey(GrainId, out string?)"/>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static IdSpan Extend(string key, string? extension)
        => IdSpan.Create(string.IsNullOrWhiteSpace(extension) ? key : string.Concat(key, "+", extension));

    private static ReadOnlySpan<char> Split(string text, int mark, out string? extension)
    {
        extension = mark < 0 ? null : text[(mark + 1)..];
        return mark < 0 ? text : text.AsSpan(0, mark);
    }

    private static ArgumentException WrongFormat(GrainId grainId, string kind)
        => new($"Value \"{grainId}\" is not in the correct format for {kind} key.", nameof(grainId));
}
