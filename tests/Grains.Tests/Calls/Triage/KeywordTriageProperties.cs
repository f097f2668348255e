using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Calls;

public sealed class KeywordTriageProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly string[] Sentences = [.. SaidCase.All.Select(row => row.Text.TrimEnd('.', '!', '?') + ".")];

    private static readonly Arbitrary<string[]> Speech = Gen.Elements(Sentences).ArrayOf().Where(said => said.Length is > 0 and < 12).ToArbitrary();
    private static readonly Arbitrary<string> One = Gen.Elements(Sentences).ToArbitrary();

    private static readonly string[] Pieces =
    [
        .. Sentences.SelectMany(sentence => sentence.Split(' ')).Distinct(),
        "\uD83D\uDE00", "\uD800", "\u202E", "\u0000", "\u0301", "''''", "\u2019", "<script>", "&amp;", "\u4F60\u597D", "\u0645\u0633\u0627\u0639\u062F\u0629", ".", "...", "-", "7", "911", "no", "not", "or",
    ];

    private static readonly Arbitrary<string> AnyText = Gen.Elements(Pieces).ArrayOf().Select(pieces => string.Join(' ', pieces)).ToArbitrary();

    [Fact]
    public void Assess_OneSentenceMore_NeverLowersTheRisk() => Prop.ForAll(Speech, One, (said, more) =>
    {
        var before = Score(string.Join(' ', said));
        foreach (var at in new[] { 0, said.Length / 2, said.Length })
        {
            Score(string.Join(' ', [.. said[..at], more, .. said[at..]])).ShouldBeGreaterThanOrEqualTo(before);
        }
    }).Check(Many);

    [Fact]
    public void Assess_OrderOfSentences_DoesNotMatter() => Prop.ForAll(Speech, said =>
    {
        var (forward, back) = (KeywordTriage.Assess(string.Join(' ', said)), KeywordTriage.Assess(string.Join(' ', said.Reverse())));

        back.Tags.Select(tag => tag.Rule.Tag).ShouldBe(forward.Tags.Select(tag => tag.Rule.Tag));
        back.Services.ShouldBe(forward.Services);
        (back.Category, back.Confidence, back.Panics).ShouldBe((forward.Category, forward.Confidence, forward.Panics));
        Score(string.Join(' ', said.Reverse())).ShouldBe(Score(string.Join(' ', said)));
    }).Check(Many);

    [Fact]
    public void Assess_CaseAndSpacing_DoNotMatter() => Prop.ForAll(Speech, said =>
    {
        var text = string.Join(' ', said);

        Score(text.ToUpperInvariant().Replace(" ", " \u00A0 ", StringComparison.Ordinal)).ShouldBe(Score(text));
    }).Check(Many);

    [Fact]
    public void Assess_AnyText_PointsIntoIt() => Prop.ForAll(AnyText, text =>
    {
        foreach (var tag in KeywordTriage.Assess(text).Tags)
        {
            // Compared character by character: to a culture, half a character or a lone accent equals nothing.
            text.AsSpan(tag.Start).StartsWith(tag.Phrase.EndsWith("...", StringComparison.Ordinal) ? tag.Phrase[..^3] : tag.Phrase, StringComparison.Ordinal)
                .ShouldBeTrue($"\"{tag.Phrase}\" is not at {tag.Start} of \"{text}\"");
        }
    }).Check(Many);

    [Fact]
    public void Final_AnyText_IsWhole() => Prop.ForAll(AnyText, text =>
    {
        var triage = CallTriage.Final(text, VoiceMeasure.Silent, CallFacts.Ended(TimeSpan.FromSeconds(60), 0, text, isRecognised: true, isCutOff: false));

        triage.Category.ShouldNotBe(ServiceCategory.Unknown);
        triage.Services.ShouldContain(triage.Category);
        triage.Risk.Level.ShouldBe(RiskBands.Of(triage.Risk.Score));
        triage.Risk.Reasons.Sum(reason => reason.Points).ShouldBe(triage.Risk.Score, 1e-9);
        triage.Summary.ShouldNotBeNullOrWhiteSpace();
        triage.Summary.EnumerateRunes().ShouldAllBe(rune => !Rune.IsControl(rune));
    }).Check(Many);

    /// <summary>The work is counted, not timed: allocations of a linear pass grow with the text, and the test itself would never end otherwise.</summary>
    [Theory]
    [InlineData("no ")]
    [InlineData("dont you ")]
    [InlineData("the ")]
    [InlineData("not any one or ")]
    [InlineData("he is shot in the head and she is not breathing ")]
    [InlineData("shot basketball shot basketball ")]
    [InlineData("'s'")]
    [InlineData("x")]
    [InlineData("a.")]
    [InlineData("trapped one two three under one two three the car ")]
    public void Assess_HugeText_Ends(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString();

        KeywordTriage.Assess(text).HasWords.ShouldBeTrue();
    }

    private static double Score(string text) => CallTriage.Final(text, VoiceMeasure.Silent, CallFacts.Live).Risk.Score;
}
