using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace FleetActors.Security;

/// <summary>The caller's key must have a role that includes <see cref="Role"/>.</summary>
internal sealed class RoleRequirement(string role) : IAuthorizationRequirement
{
    /// <summary>One of <see cref="Roles.All"/>.</summary>
    public string Role { get; } = role;
}

/// <summary>Decides a <see cref="RoleRequirement"/>.</summary>
internal sealed class RoleRequirementHandler(ApiKeys keys) : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        // A path that leads nowhere has nothing to protect: it is answered 404, with a key or without.
        var leadsNowhere = context.Resource is HttpContext http && http.GetEndpoint() is null;
        if (keys.AreAbsent || leadsNowhere || Roles.Includes(context.User.FindFirstValue(ClaimTypes.Role) ?? "", requirement.Role))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
