using System.Reflection;
using System.Text.Json.Serialization;

namespace FleetActors.Contracts;

/// <summary>What stored JSON needs beyond the wire: an abstract type must name its derived types, or what was written cannot be read.</summary>
internal static class JsonShapes
{
    public static IEnumerable<string> Problems(IEnumerable<Type> reached)
    {
        var types = reached.ToList();
        foreach (var type in types.Where(type => type is { IsAbstract: true, IsInterface: false }))
        {
            var named = type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToList();
            foreach (var derived in types.Where(other => !other.IsAbstract && type.IsAssignableFrom(other) && named.All(name => name.DerivedType != other)))
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
