using System.Globalization;
using System.Text;
using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>What the parser made of a body, written out so that a test can compare it.</summary>
internal sealed record Parsed(TelemetryFault Fault, IReadOnlyList<string> Items, IReadOnlyList<string> Rejected)
{
    public const int MaxItems = 10;

    private static readonly TelemetryParser Parser = new(new TelemetryItemReader(new DeviceHandles(_ => null!)), MaxItems);

    public static Parsed From(string body, bool lines = false) => From(Encoding.UTF8.GetBytes(body), lines);

    public static Parsed From(ReadOnlySpan<byte> body, bool lines = false)
    {
        var message = new TelemetryMessage();
        var fault = Parser.Parse(body, lines, message);
        var items = new List<string>();
        foreach (var item in message.Items)
        {
            var text = new StringBuilder($"{item.Index.ToString(CultureInfo.InvariantCulture)} {item.Device.Id}");
            text.Append(item.FleetId is null ? "" : $"@{item.FleetId}");
            foreach (var reading in message.Values.Slice(item.FirstValue, item.ValueCount))
            {
                reading.Item.ShouldBe(item.Index);
                text.Append(' ').Append(Text(reading));
            }

            items.Add(text.ToString());
        }

        return new Parsed(fault, items, [.. message.Rejected.Select(remark => $"{remark.Item.ToString(CultureInfo.InvariantCulture)} {remark.Text}")]);
    }

    public static string Text(Reading reading)
    {
        var quote = reading.Value.Kind is MetricKind.Text ? "\"" : "";
        var at = reading.AtMs == Reading.ServerTime ? "" : "!" + reading.AtMs.ToString(CultureInfo.InvariantCulture);
        return $"{reading.Metric}={quote}{reading.Value}{quote}{at}";
    }
}
