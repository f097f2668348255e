using System.Diagnostics;

namespace FleetActors.FleetSim.Server;

/// <summary>Asks a process to end in good order, which .NET itself only does for its own.</summary>
internal static class Signals
{
    /// <summary>SIGTERM where there is one, otherwise the hard end.</summary>
    public static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
            return;
        }

        using var kill = Process.Start(new ProcessStartInfo("sh") { ArgumentList = { "-c", $"kill -TERM {process.Id}" } });
        kill?.WaitForExit();
    }
}
