using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>How the caller sounds and speaks. It may raise a risk, never lower one: grave words said calmly stay grave.</summary>
/// <param name="Intensity">0 to 1.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.emotion")]
public sealed record EmotionView(
    [property: Id(0)] EmotionLabel Label,
    [property: Id(1)] double Intensity,
    [property: Id(2)] Sentiment Sentiment) : IKeepsUnknown
{
    /// <summary>Before anything was heard.</summary>
    public static EmotionView Unknown { get; } = new(EmotionLabel.Unknown, 0, Sentiment.Unknown);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>On the wire in capitals, such as <c>HIGHLY_DISTRESSED</c>.</summary>
public enum EmotionLabel
{
    /// <summary>Nothing heard yet.</summary>
    Unknown = 0,

    /// <summary>An even voice.</summary>
    Calm = 1,

    /// <summary>The caller says that it is over or turned out well.</summary>
    Relieved = 2,

    /// <summary>Some strain.</summary>
    Tense = 3,

    /// <summary>Clear strain.</summary>
    Distressed = 4,

    /// <summary>Shouting, crying, panic.</summary>
    HighlyDistressed = 5,
}

/// <summary>On the wire in small letters, such as <c>negative</c>.</summary>
public enum Sentiment
{
    /// <summary>Nothing heard yet.</summary>
    Unknown = 0,

    /// <summary>Thanks, relief.</summary>
    Positive = 1,

    /// <summary>Neither.</summary>
    Neutral = 2,

    /// <summary>Fear, pain, anger.</summary>
    Negative = 3,
}
