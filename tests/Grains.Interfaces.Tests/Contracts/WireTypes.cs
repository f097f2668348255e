using System.Collections.Immutable;

namespace FleetActors.Contracts;

/// <summary>Types that need no attributes of ours.</summary>
internal static class WireTypes
{
    private static readonly HashSet<Type> WellKnown =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
        typeof(decimal), typeof(char), typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Uri),
        typeof(GrainId),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ReadOnlyMemory<>), typeof(KeyValuePair<,>),
    ];

    public static bool IsWellKnown(Type type) => WellKnown.Contains(type);

    /// <summary>The type itself, or what a known container or array is made of.</summary>
    public static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsArray)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition())
            ? type.GetGenericArguments().SelectMany(Parts)
            : [type];
    }
}
