using System.Text;

namespace FleetActors.Telemetry;

/// <summary>
/// Names seen lately, so that the same metric or fleet is one string however often it comes. A fixed number of places: a name that finds its place
/// taken replaces what is there. Safe from many threads; at worst two of them make the same string.
/// </summary>
/// <param name="isWellFormed">Only names for which it holds are kept and given out.</param>
internal sealed class NameCache(NameCache.WellFormed isWellFormed)
{
    private const int Places = 1024;

    private readonly string?[] _names = new string?[Places];

    public delegate bool WellFormed(ReadOnlySpan<char> name);

    /// <summary>The name as a string; null when it is not well-formed.</summary>
    public string? Find(ReadOnlySpan<byte> utf8)
    {
        ref var place = ref _names[Utf8Names.Hash(utf8) & (Places - 1)];
        if (Volatile.Read(ref place) is { } known && Utf8Names.Spell(utf8, known))
        {
            return known;
        }

        return Remember(utf8, ref place);
    }

    // Apart, so that a name known already does not pay for clearing the room.
    private string? Remember(ReadOnlySpan<byte> utf8, ref string? place)
    {
        // Well-formed names are ASCII; anything else becomes a letter that no set of allowed ones has.
        Span<char> letters = stackalloc char[utf8.Length <= 256 ? utf8.Length : 0];
        if (letters.IsEmpty || Encoding.Latin1.GetChars(utf8, letters) == 0 || !isWellFormed(letters))
        {
            return null;
        }

        var name = new string(letters);
        Volatile.Write(ref place, name);
        return name;
    }
}
