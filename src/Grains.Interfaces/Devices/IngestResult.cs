using System.Collections.Immutable;

namespace FleetActors.Devices;

/// <summary>What became of a batch. Counts are of items, not of values.</summary>
/// <param name="Accepted">Items evaluated by the device's rules, late and repeated ones included.</param>
/// <param name="Late">Of the accepted: older than the newest of their metric; kept, without moving any rule.</param>
/// <param name="Repeated">Of the accepted: taken before with the same time, metric and value; nothing was done again.</param>
/// <param name="Rejected">Items that were not taken, by ascending item.</param>
/// <param name="Alerts">Unresolved alerts this batch speaks for, opened by it or open already. All are durably stored.</param>
/// <param name="Notes">Remarks on accepted items, at most <see cref="MaxNotes"/>.</param>
[GenerateSerializer, Immutable, Alias("fleet.ingest-result")]
public sealed record IngestResult(
    [property: Id(0)] int Accepted,
    [property: Id(1)] int Late,
    [property: Id(2)] int Repeated,
    [property: Id(3)] ImmutableArray<ItemRemark> Rejected,
    [property: Id(4)] ImmutableArray<string> Alerts,
    [property: Id(5)] ImmutableArray<ItemRemark> Notes)
{
    /// <summary>More remarks than this are counted but not told.</summary>
    public const int MaxNotes = 100;

    private static readonly IngestResult[] Quiet = [.. Enumerable.Range(0, 257).Select(Make)];

    /// <summary>Every item accepted and nothing to say: the usual case, shared so that it costs nothing.</summary>
    public static IngestResult AllQuiet(int items) => items < Quiet.Length ? Quiet[items] : Make(items);

    private static IngestResult Make(int items) => new(items, 0, 0, [], [], []);
}

/// <summary>Something to say about one item.</summary>
/// <param name="Item">As in <see cref="Reading.Item"/>.</param>
/// <param name="Text">Short, for people.</param>
[GenerateSerializer, Immutable, Alias("fleet.item-remark")]
public readonly record struct ItemRemark([property: Id(0)] int Item, [property: Id(1)] string Text);
