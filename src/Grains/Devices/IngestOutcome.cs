namespace FleetActors.Devices;

/// <summary>Gathers what there is to say about a batch that was not all quiet.</summary>
/// <param name="quietItems">Items accepted before anything was to be said.</param>
internal sealed class IngestOutcome(int quietItems)
{
    private readonly List<string> _alerts = [];
    private readonly List<ItemRemark> _notes = [];
    private readonly List<ItemRemark> _rejected = [];
    private int _accepted = quietItems;
    private int _late;
    private int _repeated;

    /// <summary>An item was taken; it counts as late or repeated when none of its values was fresher than that.</summary>
    public void Accept(Freshness freshest)
    {
        _accepted++;
        _late += freshest is Freshness.Late ? 1 : 0;
        _repeated += freshest is Freshness.Repeated ? 1 : 0;
    }

    /// <summary>An item was not taken.</summary>
    public void Reject(int item, string why) => _rejected.Add(new ItemRemark(item, why));

    /// <summary>Something to say about an item that was taken.</summary>
    public void Note(int item, string text)
    {
        if (_notes.Count < IngestResult.MaxNotes)
        {
            _notes.Add(new ItemRemark(item, text));
        }
    }

    /// <summary>The batch speaks for an alert; told once.</summary>
    public void Mention(string alertId)
    {
        if (!_alerts.Contains(alertId))
        {
            _alerts.Add(alertId);
        }
    }

    /// <summary>The result.</summary>
    public IngestResult Result() =>
        _late + _repeated + _alerts.Count + _notes.Count + _rejected.Count == 0
            ? IngestResult.AllQuiet(_accepted)
            : new IngestResult(_accepted, _late, _repeated, [.. _rejected], [.. _alerts], [.. _notes]);
}
