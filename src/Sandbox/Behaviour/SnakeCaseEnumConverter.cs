using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Sandbox;

/// <summary>Enum values as lower snake_case words; numbers are refused.</summary>
internal sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
