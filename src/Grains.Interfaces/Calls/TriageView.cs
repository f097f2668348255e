using System.Collections.Immutable;
using FleetActors.Storage;

namespace FleetActors.Calls;

/// <summary>What is known about a call from what was said and how: made anew at every new piece of transcript.</summary>
/// <param name="Category">The service it is for first of all.</param>
/// <param name="Services">All services needed, the category first; several at once are normal. Never holds <see cref="ServiceCategory.Unknown"/>.</param>
/// <param name="CategoryConfidence">How sure the category is, 0 to 1.</param>
/// <param name="Tags">Such as <c>ACTIVE_SHOOTER</c>, gravest first, each once. Facts of the call itself are tags too: <c>SILENT_CALL</c>, <c>DROPPED</c>, <c>NO_TRANSCRIPT</c>, <c>UNCLEAR</c>.</param>
/// <param name="Summary">One or two sentences, plain text: markup in what the caller said or a model wrote stays text and must be escaped when it is shown.</param>
/// <param name="Reasons">Why this category and these tags: the phrase heard and where. One line each.</param>
/// <param name="By">Who decided; keywords always took part.</param>
[GenerateSerializer, Immutable, Alias("fleet.call.triage")]
public sealed record TriageView(
    [property: Id(0)] ServiceCategory Category,
    [property: Id(1)] ImmutableArray<ServiceCategory> Services,
    [property: Id(2)] double CategoryConfidence,
    [property: Id(3)] ImmutableArray<string> Tags,
    [property: Id(4)] EmotionView Emotion,
    [property: Id(5)] RiskView Risk,
    [property: Id(6)] string Summary,
    [property: Id(7)] ImmutableArray<string> Reasons,
    [property: Id(8)] TriageSource By) : IKeepsUnknown
{
    /// <summary>A call that has only begun (S1-12, S1-16): risk unknown, 0, <c>Listening…</c>.</summary>
    public static TriageView Listening { get; } =
        new(ServiceCategory.Unknown, [], 0, [], EmotionView.Unknown, RiskView.Unknown, "Listening\u2026", [], TriageSource.Unknown);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>Who decided on a triage. On the wire <c>keywords</c>, <c>inference</c>.</summary>
public enum TriageSource
{
    /// <summary>Nobody yet.</summary>
    Unknown = 0,

    /// <summary>The phrase table alone.</summary>
    Keywords = 1,

    /// <summary>The phrase table, and a model that added to it.</summary>
    Inference = 2,
}
