using System.Globalization;
using System.Text;

namespace FleetActors.Bench.Loading;

/// <summary>Makes the requests of a load before it begins, so that none is made while time is taken.</summary>
internal static class RequestMaker
{
    /// <summary>Different devices that telemetry comes from.</summary>
    public const int Devices = 2000;

    /// <summary>The fleet that they belong to.</summary>
    public const string Fleet = "bench";

    /// <summary>Their metric.</summary>
    public const string Metric = "temperature";

    private const int Variants = 500;

    public static byte[][] Make(LoadPlan plan) => [.. Enumerable.Range(0, Variants).Select(variant => Request(plan, Body(plan, variant)))];

    private static string Body(LoadPlan plan, int variant) => plan.Body switch
    {
        BodyKind.Readings => Readings(plan, variant),
        BodyKind.Report => $$"""{"sensor":"temperature","unit":"celsius","value":{{Value(variant)}},"threshold":80,"site":"bay {{variant}}"}""",
        BodyKind.MediumReport => $$"""{"severity":"medium","sensor":"temperature","value":{{Value(variant)}},"summary":"Bay {{variant}} is too warm."}""",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Body, "A load has a body."),
    };

    private static string Readings(LoadPlan plan, int variant)
    {
        var readings = Enumerable.Range(0, plan.Readings).Select(i =>
        {
            // Consecutive readings of one device stand together, as a gateway that collects them sends them.
            var ofRequest = i * plan.DevicesPerRequest / plan.Readings;
            var device = ((variant * plan.DevicesPerRequest) + ofRequest) % Devices;
            return $$"""{"device_id":"bench-{{device:0000}}","fleet_id":"{{Fleet}}","metric":"{{Metric}}","value":{{Value(variant + i)}}}""";
        });
        return plan.Readings == 1 ? readings.Single() : $"[{string.Join(',', readings)}]";
    }

    // Always in range, so that no rule fires: the row is about readings.
    private static string Value(int seed) => (20 + (seed * 37 % 1000 / 100.0)).ToString("0.00", CultureInfo.InvariantCulture);

    private static byte[] Request(LoadPlan plan, string body) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {plan.Path} HTTP/1.1\r\nHost: 127.0.0.1:{plan.Port}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.ASCII.GetByteCount(body)}\r\n\r\n{body}"));
}
