using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Alerts;

/// <summary>The word for each kind of event, as stored data and API have it.</summary>
internal static class AlertEventKinds
{
    private static readonly FrozenDictionary<Type, string> Words = typeof(AlertEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        Words.Values.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int Longest = Words.Values.Max(static word => word.Length);

    /// <summary>The member that has the word.</summary>
    public const string Property = "kind";

    /// <summary>The word; that of an unknown event is the one it was stored with.</summary>
    /// <exception cref="KeyNotFoundException">The type is not listed on <see cref="AlertEvent"/>.</exception>
    public static string Of(AlertEvent e) => e is UnknownEvent unknown ? unknown.Kind : Words[e.GetType()];

    /// <summary>Whether the text that the reader stands at is one of the words. Makes no string of it: every event of every alert read passes here.</summary>
    public static bool Knows(in Utf8JsonReader text)
    {
        if (text.HasValueSequence || text.ValueIsEscaped || text.ValueSpan.Length > Longest)
        {
            return Known.Contains(text.GetString());
        }

        Span<char> word = stackalloc char[Longest];
        return Known.Contains(word[..text.CopyString(word)]);
    }
}
