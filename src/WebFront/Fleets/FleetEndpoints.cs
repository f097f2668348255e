using FleetActors.Http;
using FleetActors.OnCall;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Fleets;

/// <summary>Fleets: the rules of their devices and which policy each severity follows.</summary>
internal static class FleetEndpoints
{
    private const int MaxBytes = 256 * 1024;

    public static IEndpointRouteBuilder MapFleets(this IEndpointRouteBuilder routes)
    {
        var fleet = routes.MapGroup("/api/v1/fleets/{id}").WithTags("fleets");
        fleet.MapGet("", GetAsync).RequireAuthorization(Roles.Operator);
        fleet.MapPut("", PutAsync).RequireAuthorization(Roles.Admin);
        fleet.MapDelete("", DeleteAsync).RequireAuthorization(Roles.Admin);
        return routes;
    }

    /// <summary>The fleet's profile. The fleet <c>default</c> always has one.</summary>
    private static async Task<Results<Ok<FleetResponse>, ProblemHttpResult>> GetAsync(string id, IGrainFactory grains) =>
        FleetId.IsWellFormed(id) ? await AnswerAsync(id, grains) : BadId();

    /// <summary>Stores a profile whole. Devices follow it from their next reading. Safe to repeat.</summary>
    private static async Task<Results<Ok<FleetResponse>, ProblemHttpResult>> PutAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!FleetId.IsWellFormed(id))
        {
            return BadId();
        }

        var (body, problem) = await JsonBody.ReadObjectAsync(request, MaxBytes, cancellationToken);
        if (body is not { } json)
        {
            return problem!;
        }

        var (profile, errors) = FleetJson.Read(id, json);
        errors = errors.IsEmpty ? ProfileErrors.Of(await grains.GetFleet(id).PutAsync(profile)) : errors;
        return errors.IsEmpty ? await AnswerAsync(id, grains) : OnCallProblems.Of(errors);
    }

    /// <summary>Removes the stored profile; the fleet <c>default</c> returns to the built-in one. Devices stay, with their own rules only.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, IGrainFactory grains)
    {
        if (!FleetId.IsWellFormed(id))
        {
            return BadId();
        }

        return await grains.GetFleet(id).DeleteAsync() ? TypedResults.NoContent() : Unknown();
    }

    private static async Task<Results<Ok<FleetResponse>, ProblemHttpResult>> AnswerAsync(string id, IGrainFactory grains)
    {
        var stored = await grains.GetFleet(id).GetAsync();
        return stored.Profile is { } profile ? TypedResults.Ok(FleetResponse.Of(id, profile, stored.Revision)) : Unknown();
    }

    private static ProblemHttpResult BadId() => Problems.Unprocessable("fleet_id", FleetId.Rule);

    private static ProblemHttpResult Unknown() => Problems.NotFound("unknown fleet");
}
