using FleetActors.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace FleetActors.Security;

/// <summary>Keys, roles and rates.</summary>
internal static class SecuritySetup
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, FrontOptions options)
    {
        services.AddSingleton(new ApiKeys(options.ApiKeys));
        if (options.ApiKeys.Count == 0)
        {
            // Nobody has a key, so there is nobody to tell from anybody: the loopback guard alone decides. Registered, the framework would put
            // authentication and authorization into the pipeline by itself; not registered, routing must not miss them.
            services.Configure<RouteOptions>(static routes => routes.SuppressCheckForUnhandledSecurityMetadata = true);
            return services;
        }

        services.AddSingleton<IAuthorizationHandler, RoleRequirementHandler>();
        services.AddAuthentication(ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Roles.All)
        {
            authorization.AddPolicy(role, policy => policy.AddRequirements(new RoleRequirement(role)));
        }

        // An endpoint that forgets to say who may use it is for administrators.
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new RoleRequirement(Roles.Admin)).Build());
        return services;
    }

    public static IApplicationBuilder UseSecurity(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<FrontOptions>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        if (options.ApiKeys.Count == 0)
        {
            app.UseMiddleware<LoopbackGuardMiddleware>();
        }
        else
        {
            app.UseAuthentication().UseAuthorization();
        }

        return options.RateLimit == 0 ? app : app.UseMiddleware<RequestBudgetMiddleware>();
    }
}
