using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Calls;

public sealed class RiskScoreProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly Arbitrary<TagRule[]> Tags = Gen.Elements(PhraseBook.BuiltIn.Tags.Values.ToArray()).ArrayOf().Select(tags => tags.Distinct().ToArray()).ToArbitrary();
    private static readonly Arbitrary<TagRule> Tag = Gen.Elements(PhraseBook.BuiltIn.Tags.Values.ToArray()).ToArbitrary();

    private static readonly Arbitrary<VoiceMeasure> Voice = (
        from distress in Gen.Choose(-1, 12)
        from highest in Gen.Choose(-1, 12)
        from seconds in Gen.Choose(-1, 40)
        select new VoiceMeasure(distress / 10.0, highest / 10.0, seconds / 4.0)).ToArbitrary();

    [Fact]
    public void Assess_Anything_IsBetweenZeroAndOneAndAddsUp() => Prop.ForAll(Tags, Voice, (tags, voice) =>
    {
        var risk = RiskScore.Assess(Heard(tags), voice, CallFacts.Live);

        risk.Score.ShouldBeInRange(0, 1);
        risk.Reasons.Sum(reason => reason.Points).ShouldBe(risk.Score, 1e-9);
        risk.Reasons.ShouldAllBe(reason => reason.Points >= 0);
        risk.Level.ShouldBe(RiskBands.Of(risk.Score));
    }).Check(Many);

    [Fact]
    public void Assess_OneTagMore_NeverLowers() => Prop.ForAll(Tags, Tag, Voice, (tags, more, voice) =>
        RiskScore.Assess(Heard([.. tags.Append(more).Distinct()]), voice, CallFacts.Live).Score
            .ShouldBeGreaterThanOrEqualTo(RiskScore.Assess(Heard(tags), voice, CallFacts.Live).Score)).Check(Many);

    [Fact]
    public void Assess_MoreDistress_NeverLowers() => Prop.ForAll(Tags, Voice, Voice, (tags, one, other) =>
    {
        var more = new VoiceMeasure(Math.Max(one.Distress, other.Distress), Math.Max(one.DistressMax, other.DistressMax), Math.Max(one.VoicedSeconds, other.VoicedSeconds));

        RiskScore.Assess(Heard(tags), more, CallFacts.Live).Score.ShouldBeGreaterThanOrEqualTo(RiskScore.Assess(Heard(tags), one, CallFacts.Live).Score);
    }).Check(Many);

    [Fact]
    public void Assess_AnyFact_IsAtLeastMedium() => Prop.ForAll(Tags, Voice, (tags, voice) =>
    {
        foreach (var facts in new[] { new CallFacts(true, false, false), new CallFacts(false, true, false), new CallFacts(false, false, true) })
        {
            (RiskScore.Assess(Heard(tags), voice, facts).Level >= RiskLevel.Medium).ShouldBeTrue();
        }
    }).Check(Many);

    private static KeywordFinding Heard(TagRule[] tags) =>
        KeywordFinding.Nothing with { HasWords = true, Tags = [.. tags.Select(rule => new TagFinding(rule, "words", 0))] };
}
