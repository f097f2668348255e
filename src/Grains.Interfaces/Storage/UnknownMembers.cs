using System.Text.Json;

namespace FleetActors.Storage;

/// <summary>
/// Members of a stored object that this release does not know, as they were read. Equal when they say the same, because the records that carry them are compared.
/// </summary>
internal sealed class UnknownMembers(IDictionary<string, JsonElement> members) : IEquatable<UnknownMembers>
{
    /// <summary>By name. Filled by the serializer after it has been set, and never changed afterwards.</summary>
    public IDictionary<string, JsonElement> Members { get; } = members;

    /// <summary>The same without some names; null when none is left.</summary>
    public UnknownMembers? Without(IReadOnlySet<string> names)
    {
        var left = Members.Where(member => !names.Contains(member.Key)).ToDictionary(StringComparer.Ordinal);
        return left.Count == 0 ? null : new UnknownMembers(left);
    }

    public bool Equals(UnknownMembers? other) => other is not null
        && Members.Count == other.Members.Count
        && Members.All(member => other.Members.TryGetValue(member.Key, out var value) && JsonElement.DeepEquals(member.Value, value));

    public override bool Equals(object? obj) => Equals(obj as UnknownMembers);

    public override int GetHashCode() => Members.Count;
}
