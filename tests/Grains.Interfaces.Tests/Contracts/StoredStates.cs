using System.Reflection;

namespace FleetActors.Contracts;

/// <summary>What grain classes say they store: their constructor parameters with [PersistentState].</summary>
internal static class StoredStates
{
    public static IEnumerable<StoredState> Of(params IEnumerable<Type> grainClasses) =>
        from type in grainClasses
        where type is { IsClass: true, IsAbstract: false }
        from constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        from parameter in constructor.GetParameters()
        let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where attribute is not null
        select new StoredState(type, attribute.StateName, attribute.StorageName, parameter.ParameterType.GetGenericArguments()[0]);

    /// <summary>State names shared by two classes: their rows of the same key would be one row.</summary>
    public static IEnumerable<string> SharedNames(IEnumerable<StoredState> states) =>
        from state in states
        group state.Grain by (state.StateName, state.StorageName) into same
        where same.Distinct().Count() > 1
        select $"the state name '{same.Key.StateName}' is shared by {string.Join(", ", same.Distinct().Select(type => type.Name).Order(StringComparer.Ordinal))}";
}

/// <summary>One state of one grain class.</summary>
internal sealed record StoredState(Type Grain, string StateName, string? StorageName, Type State);
