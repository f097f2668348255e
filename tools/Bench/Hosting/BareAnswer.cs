using System.Text.Json.Serialization;

namespace FleetActors.Bench.Hosting;

/// <summary>The members of the answer to telemetry.</summary>
internal sealed record BareAnswer(int Accepted, string[] Rejected, string[] Alerts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BareAnswer))]
internal sealed partial class BareJson : JsonSerializerContext;
