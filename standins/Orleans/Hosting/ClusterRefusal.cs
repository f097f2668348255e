using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Stops the start of a host that was set up for a cluster.</summary>
internal sealed class ClusterRefusal(string feature) : IConfigurationValidator
{
    public static void Add(IServiceCollection services, string feature) => services.AddSingleton<IConfigurationValidator>(new ClusterRefusal(feature));

    public void ValidateConfiguration() => throw new OrleansConfigurationException(
        $"{feature} asks for a cluster, but this build uses the stand-in for Orleans, which is one process only. "
        + "A cluster needs the real Microsoft.Orleans packages: build where they can be restored, with -p:StandIns=false. "
        + "To run on this machine alone, leave the cluster settings out.");
}
