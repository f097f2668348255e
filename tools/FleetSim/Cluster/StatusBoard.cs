using System.Globalization;

namespace FleetActors.FleetSim.Cluster;

/// <summary>The table of processes, a line whenever one of them changes: readable on any terminal and in a log.</summary>
internal sealed class StatusBoard(TextWriter output, TimeProvider clock)
{
    private readonly long _startedAt = clock.GetTimestamp();

    /// <summary>The names of the columns.</summary>
    public void Title() => Line("time", "process", "pid", "address", "state");

    /// <summary>A process came to another state.</summary>
    public void Row(string name, int? pid, string address, string state) => Line(
        clock.GetElapsedTime(_startedAt).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        name,
        pid?.ToString(CultureInfo.InvariantCulture) ?? "",
        address,
        state);

    /// <summary>A sentence between rows.</summary>
    public void Say(string text)
    {
        lock (output)
        {
            output.WriteLine(text);
        }
    }

    private void Line(string time, string name, string pid, string address, string state) => Say($"{time,8}  {name,-10} {pid,8}  {address,-24} {state}");
}
