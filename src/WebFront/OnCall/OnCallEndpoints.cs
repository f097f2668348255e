namespace FleetActors.OnCall;

/// <summary>The part of the API that says who is paged.</summary>
internal static class OnCallEndpoints
{
    public static IEndpointRouteBuilder MapOnCall(this IEndpointRouteBuilder routes)
    {
        routes.MapPolicies();
        routes.MapContacts();
        return routes;
    }
}
