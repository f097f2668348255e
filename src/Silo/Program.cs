using FleetActors.Hosting;
using Microsoft.Extensions.Hosting;

namespace FleetActors;

/// <summary>A silo without a web front.</summary>
internal static class SiloProgram
{
    public static async Task Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.UseFleetSilo();
        await builder.Build().RunAsync();
    }
}
