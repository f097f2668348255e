namespace FleetActors.FleetSim.Trial;

public sealed class TrialJudgeTests
{
    private static readonly DateTimeOffset Opened = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    // Number 4 is worth a call, number 5 a text.
    private static readonly string Called = TrialScript.KeyOf(4);
    private static readonly string Texted = TrialScript.KeyOf(5);

    [Fact]
    public void EveryPageOnceAndInTime_NothingIsFound()
    {
        var verdict = Judge([Text(), AlertToCall()], [TextPage(), .. CallPages()]);

        verdict.Findings.ShouldBeEmpty();
        verdict.Delays.Count.ShouldBe(5);
        verdict.Delays.ShouldAllBe(delay => delay.By <= TimeSpan.FromSeconds(1) && !delay.IsStruck);
    }

    [Fact]
    public void AcceptedReportIsNotThere_IsALostAlert() =>
        Judge([Text()], [TextPage()], accepted: [Texted, Called]).Findings.ShouldHaveSingleItem().ShouldBe(new Finding(FindingKind.LostAlert, Called, "was accepted and is not there"));

    [Fact]
    public void StoredThoughItsAnswerWasLost_IsFineWhenItIsPaged() =>
        Judge([Text()], [TextPage()], accepted: []).Findings.ShouldBeEmpty();

    [Fact]
    public void PageMissing_IsLost() =>
        Kinds(Judge([AlertToCall()], CallPages().Where(page => page is not { Kind: PageKind.Call, To: TrialScript.Deaf }))).ShouldBe([FindingKind.LostPage]);

    [Theory]
    [InlineData(2, true)]
    [InlineData(6, false)]
    public void PageMissing_AcknowledgedBeforeItWasLate_IsCalledOff(double secondsAfterDue, bool isCalledOff)
    {
        var alert = AlertToCall() with { AcknowledgedAt = Opened + TrialScript.AckTimeout + TimeSpan.FromSeconds(secondsAfterDue) };
        var verdict = Judge([alert], CallPages().Where(page => page is not { Kind: PageKind.Text, To: TrialScript.Helper }));
        Kinds(verdict).ShouldBe(isCalledOff ? [] : [FindingKind.LostPage]);
        verdict.CalledOff.ShouldBe(isCalledOff ? 1 : 0);
    }

    [Fact]
    public void PageTwice_IsDoubled() =>
        Kinds(Judge([Text()], [TextPage(), TextPage(3)])).ShouldBe([FindingKind.Doubled]);

    [Fact]
    public void TwoAlertsOfOneKey_AreDoubled() =>
        Kinds(Judge([Text(), Text() with { Id = "alrt-other" }], [TextPage()])).ShouldBe([FindingKind.Doubled]);

    [Fact]
    public void PageForSomebodyElse_IsUnexpected() =>
        Kinds(Judge([Text()], [TextPage(), new SeenPage(PageKind.Call, TrialScript.Helper, "alrt-5", Opened)])).ShouldBe([FindingKind.Unexpected]);

    [Fact]
    public void PageForAnAlertThatIsNotThere_IsUnexpected() =>
        Kinds(Judge([], [TextPage()], accepted: [])).ShouldBe([FindingKind.Unexpected]);

    [Fact]
    public void PageAfterTheAcknowledge_IsFound()
    {
        var acknowledged = AlertToCall();
        var late = CallPages().Select(page => page is { Kind: PageKind.Text, To: TrialScript.Helper } ? page with { At = acknowledged.AcknowledgedAt!.Value.AddMilliseconds(1) } : page);
        Kinds(Judge([acknowledged], late)).ShouldBe([FindingKind.AfterAcknowledge]);
    }

    [Fact]
    public void NobodyAcknowledgedACall_IsFound() =>
        Kinds(Judge([AlertToCall() with { AcknowledgedAt = null }], CallPages())).ShouldBe([FindingKind.Unanswered]);

    [Theory]
    [InlineData(4.9, null, false)]
    [InlineData(5.1, null, true)]
    [InlineData(5.1, 1.0, false)] // the strike came while it waited
    [InlineData(29.9, -14.0, false)] // and here shortly before
    [InlineData(30.1, 1.0, true)]
    [InlineData(5.1, -16.0, true)] // long enough before
    [InlineData(5.1, 6.0, true)] // only afterwards
    public void Delay_IsLateByWhatHappenedMeanwhile(double seconds, double? strikeAt, bool isLate)
    {
        Strike[] strikes = strikeAt is { } at ? [new Strike("silo-1", Opened.AddSeconds(at), Opened.AddSeconds(at))] : [];
        var verdict = TrialJudge.Judge([Texted], [Text()], [TextPage(seconds)], strikes);
        Kinds(verdict).ShouldBe(isLate ? [FindingKind.Late] : []);
    }

    [Theory]
    [InlineData(64, false)] // away from 2 s to 62 s
    [InlineData(89, false)]
    [InlineData(91, true)]
    public void TimeWithoutADatabase_IsNoDelay(double seconds, bool isLate)
    {
        var away = new Strike("postgres", Opened.AddSeconds(2), Opened.AddSeconds(62), IsHalt: true);
        Kinds(TrialJudge.Judge([Texted], [Text()], [TextPage(seconds)], [away])).ShouldBe(isLate ? [FindingKind.Late] : []);
    }

    [Fact]
    public void SecondStep_IsDueAfterTheFirstOnesTime()
    {
        var early = CallPages().Select(page => page.To == TrialScript.Helper ? page with { At = page.At.AddSeconds(-1) } : page).ToList();
        var verdict = Judge([AlertToCall()], early);
        verdict.Findings.ShouldBeEmpty();
        verdict.Delays.Count(delay => delay.By == TimeSpan.Zero).ShouldBe(2, "what comes before its time is not late");
    }

    private static TrialVerdict Judge(IReadOnlyCollection<ListedAlert> listed, IEnumerable<SeenPage> seen, IReadOnlyCollection<string>? accepted = null) =>
        TrialJudge.Judge(accepted ?? [.. listed.Select(alert => alert.Key).Distinct()], listed, [.. seen], []);

    private static IEnumerable<FindingKind> Kinds(TrialVerdict verdict) => verdict.Findings.Select(finding => finding.Kind);

    private static ListedAlert Text() => new(Texted, "alrt-5", Opened, null);

    private static ListedAlert AlertToCall() => new(Called, "alrt-4", Opened, Opened + TrialScript.AckTimeout + TimeSpan.FromSeconds(2));

    private static SeenPage TextPage(double seconds = 0.1) => new(PageKind.Text, TrialScript.Reader, Texted, Opened.AddSeconds(seconds));

    // Texts carry the key, calls the alert's id.
    private static SeenPage[] CallPages() =>
    [
        new(PageKind.Text, TrialScript.Deaf, Called, Opened.AddSeconds(0.1)),
        new(PageKind.Call, TrialScript.Deaf, "alrt-4", Opened.AddSeconds(0.1)),
        new(PageKind.Text, TrialScript.Helper, Called, Opened + TrialScript.AckTimeout + TimeSpan.FromSeconds(0.2)),
        new(PageKind.Call, TrialScript.Helper, "alrt-4", Opened + TrialScript.AckTimeout + TimeSpan.FromSeconds(0.2)),
    ];
}
