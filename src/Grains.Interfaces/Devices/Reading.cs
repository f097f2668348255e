namespace FleetActors.Devices;

/// <summary>One metric's value at one time.</summary>
/// <param name="AtMs">Unix milliseconds by the device's clock, or <see cref="ServerTime"/>.</param>
/// <param name="Item">
/// Which item of the sender's message it belongs to, counted from 0 within the batch and never falling. Values of one item are taken or
/// refused together.
/// </param>
[GenerateSerializer, Immutable, Alias("fleet.reading")]
public readonly record struct Reading(
    [property: Id(0)] string Metric,
    [property: Id(1)] MetricValue Value,
    [property: Id(2)] long AtMs,
    [property: Id(3)] int Item)
{
    /// <summary>Stands for "when it arrives".</summary>
    public const long ServerTime = long.MinValue;
}
