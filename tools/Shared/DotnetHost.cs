using System.Diagnostics;
using System.Reflection;

namespace FleetActors.Tools;

/// <summary>Runs .NET assemblies.</summary>
internal static class DotnetHost
{
    /// <summary>The program that runs this process where it can be told, else whatever <c>dotnet</c> the search path has.</summary>
    private static readonly string Program =
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : "dotnet";

    /// <summary>How to start an assembly.</summary>
    public static ProcessStartInfo Start(string assembly, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(Program) { ArgumentList = { assembly } };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>How to start this very program once more.</summary>
    public static ProcessStartInfo StartSelf(params ReadOnlySpan<string> arguments) => Start(Assembly.GetEntryAssembly()!.Location, arguments);
}
