using System.Globalization;

namespace FleetActors.Devices;

/// <summary>What kind of value a reading carries.</summary>
public enum MetricKind : byte
{
    /// <summary>Not set; never accepted.</summary>
    Unknown = 0,

    /// <summary>A finite number.</summary>
    Number = 1,

    /// <summary>True or false.</summary>
    Flag = 2,

    /// <summary>A text of at most <see cref="MetricValue.MaxTextLength"/> characters.</summary>
    Text = 3,
}

/// <summary>A reading's value: a finite number, true or false, or a short text.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Number">The number; 1 or 0 for a flag; 0 for a text.</param>
/// <param name="Text">The text; null for anything else.</param>
[GenerateSerializer, Immutable, Alias("fleet.metric-value")]
public readonly record struct MetricValue(
    [property: Id(0)] MetricKind Kind,
    [property: Id(1)] double Number,
    [property: Id(2)] string? Text)
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxTextLength = 256;

    /// <summary>A number; the caller sees to it that it is finite.</summary>
    public static MetricValue Of(double number) => new(MetricKind.Number, number, null);

    /// <summary>True or false.</summary>
    public static MetricValue Of(bool flag) => new(MetricKind.Flag, flag ? 1 : 0, null);

    /// <summary>A text.</summary>
    public static MetricValue Of(string text) => new(MetricKind.Text, 0, text);

    /// <summary>For people: the number as it is written in JSON, <c>true</c>, <c>false</c> or the text.</summary>
    public override string ToString() => Kind switch
    {
        MetricKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        MetricKind.Flag => Number != 0 ? "true" : "false",
        _ => Text ?? "",
    };
}
