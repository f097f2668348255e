using FleetActors.Clustering;
using FleetActors.Http;
using FleetActors.Settings;

namespace FleetActors.Hosting;

/// <summary>Where the actors are: in this process, alone or as a silo among others, or in the silos of a cluster.</summary>
internal static class ActorSetup
{
    public static void AddActors(this WebApplicationBuilder builder, FleetClusterOptions cluster, ProviderOptions provider, Listener listener)
    {
        if (cluster.IsClient)
        {
            builder.UseFleetClient(cluster);
            return;
        }

        builder.AddProvider(provider, listener);
        builder.UseFleetSilo(cluster);
    }

    /// <summary>Only a client can be without its actors.</summary>
    public static void UseClusterGate(this WebApplication app)
    {
        if (app.Services.GetService<ClusterReach>() is not null)
        {
            app.UseMiddleware<ClusterGateMiddleware>();
        }
    }
}
