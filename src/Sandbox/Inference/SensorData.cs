using System.Globalization;
using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>What a rule can see in sensor data of any shape: all its words, what was measured, and how far that is past its limit.</summary>
/// <param name="Device">Who reports; <c>A sensor</c> when the data does not say.</param>
/// <param name="Quantity">What is measured; null when unknown.</param>
/// <param name="Excess">How far past the limit as a fraction of it: 0.14 is 14 %; not above 0 is within. Null without a value and a limit.</param>
/// <param name="IsBelow">The limit is a lower one.</param>
/// <param name="Statement">Words of the data that say something, without names of devices and quantities.</param>
internal sealed record SensorData(string Device, string? Quantity, double? Value, double? Limit, double? Excess, bool IsBelow, string Statement)
{
    private const int MostDepth = 8;

    private static readonly string[] DeviceNames = ["device_id", "device", "truck", "vehicle", "asset", "unit_id"];
    private static readonly string[] QuantityNames = ["sensor", "metric", "measurement", "type"];
    private static readonly string[] ValueNames = ["value", "reading", "measured", "current", "level"];
    private static readonly string[] LowIsBad = ["battery", "fuel", "voltage", "signal", "oil", "level", "charge"];

    public static SensorData Read(string text)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        var end = text.LastIndexOf('}');
        if (start >= 0 && end > start)
        {
            try
            {
                using var document = JsonDocument.Parse(text.AsMemory(start, end - start + 1));
                var fields = new List<(string Name, JsonElement Value)>();
                Flatten(document.RootElement, "", 0, fields);
                return Of(fields);
            }
            catch (JsonException)
            {
                // Not an object after all: the words are still worth reading.
            }
        }

        return new SensorData("A sensor", null, null, null, null, IsBelow: false, text);
    }

    private static SensorData Of(List<(string Name, JsonElement Value)> fields)
    {
        var quantity = Text(fields, QuantityNames);
        var lower = Number(fields, static name => name.StartsWith("min", StringComparison.Ordinal)
            || name.EndsWith("_min", StringComparison.Ordinal));
        var upper = Number(fields, static name => name.StartsWith("max", StringComparison.Ordinal)
            || name.EndsWith("_max", StringComparison.Ordinal)
            || name.Contains("threshold", StringComparison.Ordinal) || name.Contains("limit", StringComparison.Ordinal));
        var value = Number(fields, name => ValueNames.Contains(name)) ?? Number(fields, name => name == quantity) ?? Remaining(fields);
        var belowByName = quantity is not null && LowIsBad.Any(word => quantity.Contains(word, StringComparison.OrdinalIgnoreCase));
        if (belowByName && lower is null)
        {
            (lower, upper) = (upper, null);
        }

        var (limit, excess, below) = (value, upper, lower) switch
        {
            ({ } v, _, { } low) when v < low => (low, Fraction(low - v, low), true),
            ({ } v, { } high, _) => (high, Fraction(v - high, high), false),
            ({ } v, null, { } low) => (low, Fraction(low - v, low), true),
            _ => ((double?)null, (double?)null, false),
        };
        return new SensorData(Text(fields, DeviceNames) ?? "A sensor", quantity, value, limit, excess, below, Words(fields));
    }

    private static double Fraction(double past, double limit) => limit == 0 ? past : past / Math.Abs(limit);

    private static void Flatten(JsonElement element, string name, int depth, List<(string, JsonElement)> fields)
    {
        if (depth > MostDepth)
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Flatten(property.Value.Clone(), property.Name.ToLowerInvariant(), depth + 1, fields);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Flatten(item.Clone(), name, depth + 1, fields);
                }

                break;
            default:
                fields.Add((name, element));
                break;
        }
    }

    private static string? Text(List<(string Name, JsonElement Value)> fields, string[] names) =>
        names.Select(name => fields.Find(field => field.Name == name && field.Value.ValueKind == JsonValueKind.String).Value)
            .FirstOrDefault(static value => value.ValueKind == JsonValueKind.String) is { ValueKind: JsonValueKind.String } found
            ? found.GetString()
            : null;

    private static double? Number(List<(string Name, JsonElement Value)> fields, Func<string, bool> wanted) =>
        fields.Find(field => wanted(field.Name) && field.Value.ValueKind == JsonValueKind.Number) is { Value.ValueKind: JsonValueKind.Number } found
        && found.Value.TryGetDouble(out var number)
            ? number
            : null;

    // With one number left that is neither a limit nor a place nor a time, that number is what was measured.
    private static double? Remaining(List<(string Name, JsonElement Value)> fields)
    {
        string[] others = ["threshold", "limit", "min", "max", "lat", "lon", "lng", "ts", "time", "id", "amount"];
        var left = fields.FindAll(field => field.Value.ValueKind == JsonValueKind.Number
            && !others.Any(word => field.Name.Contains(word, StringComparison.Ordinal)));
        return left.Count == 1 && left[0].Value.TryGetDouble(out var number) ? number : null;
    }

    private static string Words(List<(string Name, JsonElement Value)> fields) =>
        string.Join(' ', fields
            .Where(field => !DeviceNames.Contains(field.Name)
                && !QuantityNames.Contains(field.Name)
                && field.Name is not ("fleet_id" or "dedup_key" or "phone" or "unit"))
            .Select(static field => field.Value.ValueKind switch
            {
                JsonValueKind.String => field.Value.GetString(),
                JsonValueKind.True => field.Name.Replace('_', ' '),
                _ => null,
            }));

    /// <summary>A number as people write it.</summary>
    public static string Show(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "?";
}
