using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>What all devices of a message said together.</summary>
internal sealed class TelemetryTally
{
    /// <summary>As in <see cref="IngestResult.Accepted"/>.</summary>
    public int Accepted { get; private set; }

    /// <summary>As in <see cref="IngestResult.Late"/>.</summary>
    public int Late { get; private set; }

    /// <summary>As in <see cref="IngestResult.Repeated"/>.</summary>
    public int Repeated { get; private set; }

    /// <summary>Items not taken, those that could not be sent included.</summary>
    public List<ItemRemark> Rejected { get; } = [];

    /// <summary>As in <see cref="IngestResult.Alerts"/>; devices share no alert.</summary>
    public List<string> Alerts { get; } = [];

    /// <summary>As in <see cref="IngestResult.Notes"/>.</summary>
    public List<ItemRemark> Notes { get; } = [];

    /// <summary>There is nothing to say but how many were accepted.</summary>
    public bool IsQuiet => Late + Repeated + Rejected.Count + Alerts.Count + Notes.Count == 0;

    /// <summary>Adds one device's result.</summary>
    public void Add(IngestResult result)
    {
        Accepted += result.Accepted;
        if (result.Late + result.Repeated + result.Rejected.Length + result.Alerts.Length + result.Notes.Length == 0)
        {
            return;
        }

        Late += result.Late;
        Repeated += result.Repeated;
        Rejected.AddRange(result.Rejected);
        Alerts.AddRange(result.Alerts);
        Notes.AddRange(result.Notes);
    }

    /// <summary>Puts remarks into the order of the body and keeps as many notes as are told.</summary>
    public void Finish()
    {
        Rejected.Sort(static (one, other) => one.Item.CompareTo(other.Item));
        Notes.Sort(static (one, other) => one.Item.CompareTo(other.Item));
        if (Notes.Count > IngestResult.MaxNotes)
        {
            Notes.RemoveRange(IngestResult.MaxNotes, Notes.Count - IngestResult.MaxNotes);
        }
    }

    /// <summary>Makes it as new.</summary>
    public void Clear()
    {
        (Accepted, Late, Repeated) = (0, 0, 0);
        Rejected.Clear();
        Alerts.Clear();
        Notes.Clear();
    }
}
