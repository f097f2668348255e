using System.Diagnostics;
using System.Globalization;

namespace FleetActors.FleetSim.Server;

/// <summary>Signals to processes, which .NET itself only sends to its own.</summary>
internal static class Signals
{
    /// <summary>Asks a process to end in good order: SIGTERM where there is one, otherwise the hard end.</summary>
    public static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
            return;
        }

        Send(process.Id, "TERM");
    }

    /// <summary>Sends a signal by its short name, such as <c>KILL</c>. Does nothing when the process is gone. Not on Windows.</summary>
    public static void Send(int pid, string name)
    {
        using var kill = Process.Start(new ProcessStartInfo("sh") { ArgumentList = { "-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {pid} 2>/dev/null") } });
        kill?.WaitForExit();
    }
}
