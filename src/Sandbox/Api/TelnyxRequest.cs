using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>A request that passed authentication.</summary>
/// <param name="Id">The id in the path; empty where the path has none.</param>
/// <param name="Action">The action in the path; empty where the path has none.</param>
internal sealed record TelnyxRequest(JsonElement Body, IQueryCollection Query, string Id, string Action)
{
    /// <summary>Scheme, host and path before <c>/v2</c>, as the caller has them.</summary>
    public string ApiAddress { get; init; } = "";

    public RequestFields Fields { get; } = new(Body);
}
