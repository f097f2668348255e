using System.Reflection;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Cluster;

/// <summary>Where the product's programs are, as built from this repository.</summary>
internal static class Programs
{
    /// <summary>The assembly of a project of <c>src</c>.</summary>
    /// <exception cref="ServerFailureException">It is not built.</exception>
    public static string Find(string project)
    {
        var configuration = typeof(Programs).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "src", project, "bin", configuration, "net10.0", $"FleetActors.{project}.dll");
            if (File.Exists(program))
            {
                return program;
            }
        }

        throw new ServerFailureException($"{project} is not built: run dotnet build -c {configuration} src/{project}.");
    }
}
