using System.Text.Json.Serialization;
using FleetActors.Alerts;
using FleetActors.Health;
using FleetActors.Webhooks;

namespace FleetActors.Http;

/// <summary>Source-generated writers for the answers given thousands of times a second, and for the pages of alerts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RaisedResponse))]
[JsonSerializable(typeof(AlertResponse))]
[JsonSerializable(typeof(AlertListResponse))]
[JsonSerializable(typeof(PlanResponse))]
[JsonSerializable(typeof(ActionResponse))]
[JsonSerializable(typeof(ClassificationResponse))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(string))]
internal sealed partial class FrontJsonContext : JsonSerializerContext;
