using System.ComponentModel;
using System.Text.Json;

namespace FleetActors.Telemetry;

/// <summary>One reading, for the API description: either one metric with its value, or several in <paramref name="Values"/>. A body may also be an array or lines of these.</summary>
internal sealed record ReadingBody(
    [property: Description("Device that reports, at most 128 characters. Required.")] string DeviceId,
    [property: Description("Fleet it belongs to; a device unknown so far is created with that fleet's profile.")] string? FleetId,
    [property: Description("When it was read, RFC 3339. Default: when it arrives.")] DateTimeOffset? Ts,
    [property: Description("Name of the one metric; goes with value.")] string? Metric,
    [property: Description("Number, true or false, or text; goes with metric.")] JsonElement? Value,
    [property: Description("Several metrics by name, instead of metric and value.")] IReadOnlyDictionary<string, JsonElement>? Values,
    [property: Description("Latitude in degrees, -90 to 90; with lon.")] double? Lat,
    [property: Description("Longitude in degrees, -180 to 180; with lat.")] double? Lon);
