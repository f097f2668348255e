using System.Reflection;
using System.Text.Json.Serialization;

namespace FleetActors.Contracts;

/// <summary>What stored JSON needs beyond the wire: a member of an abstract type is written and read only if the type names its derived types.</summary>
internal static class JsonShapes
{
    public static IEnumerable<string> Problems(IEnumerable<Type> bases, IReadOnlyCollection<Type> reached)
    {
        foreach (var type in bases)
        {
            var named = type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToList();
            foreach (var derived in reached.Where(other => !other.IsAbstract && type.IsAssignableFrom(other) && named.All(name => name.DerivedType != other)))
            {
                yield return $"{type.Name}: no [JsonDerivedType] for {derived.Name}";
            }

            foreach (var same in named.GroupBy(name => name.TypeDiscriminator).Where(group => group.Key is null || group.Count() > 1))
            {
                yield return $"{type.Name}: the discriminator '{same.Key}' must name exactly one type";
            }
        }
    }
}
