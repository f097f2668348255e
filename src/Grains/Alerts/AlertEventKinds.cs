using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace FleetActors.Alerts;

/// <summary>The word for each kind of event, as stored data and API have it.</summary>
internal static class AlertEventKinds
{
    private static readonly FrozenDictionary<Type, string> Words = typeof(AlertEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    /// <summary>The word.</summary>
    /// <exception cref="KeyNotFoundException">The type is not listed on <see cref="AlertEvent"/>.</exception>
    public static string Of(Type eventType) => Words[eventType];
}
