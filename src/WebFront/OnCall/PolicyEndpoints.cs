using FleetActors.Http;
using FleetActors.OpenApi;
using FleetActors.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.OnCall;

/// <summary>Escalation policies: who is paged, in which order, how often.</summary>
internal static class PolicyEndpoints
{
    private const int MaxBytes = 256 * 1024;

    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        var policies = routes.MapGroup("/api/v1/policies").WithTags("on-call");
        policies.MapGet("", ListAsync).RequireAuthorization(Roles.Operator);
        policies.MapGet("/{id}", GetAsync).RequireAuthorization(Roles.Operator);
        policies.MapPut("/{id}", PutAsync).RequireAuthorization(Roles.Admin).DescribeBody<PolicyBody>();
        policies.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Roles.Admin);
    }

    /// <summary>The built-in policies as they are now, overridden or not, then the stored ones in order of id, at most 1000.</summary>
    private static async Task<Ok<PolicyListResponse>> ListAsync(IGrainFactory grains)
    {
        var policies = await grains.GetGrain<IPolicyDirectoryGrain>(0).ListAsync();
        return TypedResults.Ok(new PolicyListResponse([.. policies.Select(PolicyResponse.Of)]));
    }

    /// <summary>One policy.</summary>
    private static async Task<Results<Ok<PolicyResponse>, ProblemHttpResult>> GetAsync(string id, IGrainFactory grains) =>
        OnCallIds.IsWellFormed(id) && await grains.GetPolicy(id).GetAsync() is { } policy ? TypedResults.Ok(PolicyResponse.Of(policy)) : Unknown();

    /// <summary>Stores a policy whole; alerts already open keep theirs. Safe to repeat.</summary>
    private static async Task<Results<Ok<PolicyResponse>, ProblemHttpResult>> PutAsync(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadObjectAsync(request, MaxBytes, cancellationToken);
        if (body is not { } json)
        {
            return problem!;
        }

        var (policy, errors) = PolicyJson.Read(id, json);
        if (!errors.IsEmpty)
        {
            return OnCallProblems.Of(errors);
        }

        await grains.GetPolicy(id).PutAsync(policy);
        return TypedResults.Ok(PolicyResponse.Of(policy));
    }

    /// <summary>Removes a stored policy; a built-in one returns to its default.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, IGrainFactory grains) =>
        OnCallIds.IsWellFormed(id) && await grains.GetPolicy(id).DeleteAsync() ? TypedResults.NoContent() : Unknown();

    private static ProblemHttpResult Unknown() => Problems.NotFound("unknown policy");
}
