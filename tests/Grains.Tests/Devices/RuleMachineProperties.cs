using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Devices;

public class RuleMachineProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    /// <summary>A value and the seconds since the one before it.</summary>
    private static readonly Gen<(int Value, int Gap)> Step =
        from value in Gen.Choose(60, 90)
        from gap in Gen.Choose(1, 40)
        select (value, gap);

    private static readonly Arbitrary<(int Value, int Gap)[]> Steps = Step.ArrayOf().ToArbitrary();

    private static readonly Arbitrary<DeviceRule> AnyRule = (
        from limit in Gen.Choose(70, 80)
        from band in Gen.Choose(0, 10)
        from wait in Gen.Elements(0, 0, 30, 60)
        from clearWait in Gen.Elements(0, 0, 30, 60)
        select Rules.Above(limit, limit - band, wait, clearWait)).ToArbitrary();

    [Fact]
    public void Decide_WithoutWaits_IsPlainHysteresis() => Prop.ForAll(Steps, steps =>
    {
        var drive = new RuleDrive(Rules.Above(80, clear: 70));
        var breached = false;
        var time = 0;
        foreach (var (value, gap) in steps)
        {
            drive.See(value, time += gap);
            breached = value > 80 || (breached && value > 70);
            (drive.State is RuleBreached).ShouldBe(breached);
        }
    }).Check(Many);

    [Fact]
    public void Decide_InsideTheBand_NeverFlaps() => Prop.ForAll(Steps, AnyRule, (steps, rule) =>
    {
        var bounds = (AboveCondition)rule.Condition;
        var drive = new RuleDrive(rule).See(bounds.Limit + 1, at: 0).Tick(120);
        drive.Raised.ShouldBe(1);
        var time = 120;
        foreach (var (value, gap) in steps)
        {
            var inBand = bounds.Clear + ((value - 60) / 30.0 * (bounds.Limit - bounds.Clear));
            drive.See(inBand > bounds.Clear ? inBand : bounds.Limit + 1, time += gap).Tick(time);
        }

        (drive.Raised, drive.Cleared).ShouldBe((1, 0));
    }).Check(Many);

    [Fact]
    public void Decide_HigherValues_BreachWheneverLowerOnesDo() => Prop.ForAll(Steps, AnyRule, Gen.Choose(0, 10).ArrayOf().ToArbitrary(), (steps, rule, lifts) =>
    {
        var (low, high) = (new RuleDrive(rule), new RuleDrive(rule));
        var time = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            low.See(steps[i].Value, time += steps[i].Gap);
            high.See(steps[i].Value + (lifts.Length > 0 ? lifts[i % lifts.Length] : 0), time);
            if (low.State is RuleBreached or RuleClearing)
            {
                high.State.ShouldSatisfyAllConditions(state => (state is RuleBreached or RuleClearing).ShouldBeTrue());
            }
        }
    }).Check(Many);

    [Fact]
    public void Decide_RaisesAndClears_TakeTurns() => Prop.ForAll(Steps, AnyRule, (steps, rule) =>
    {
        var drive = new RuleDrive(rule);
        var time = 0;
        foreach (var (value, gap) in steps)
        {
            drive.See(value, time += gap);
            (drive.Raised - drive.Cleared).ShouldBe(RuleMachine.AlertOf(drive.State) is null ? 0 : 1);
        }
    }).Check(Many);

    [Fact]
    public void Decide_TimersAtAnyMoment_LeadToTheSameState() => Prop.ForAll(Steps, AnyRule, Gen.Choose(0, 39).ArrayOf().ToArbitrary(), (steps, rule, ticks) =>
    {
        var (plain, ticked) = (new RuleDrive(rule), new RuleDrive(rule));
        var time = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            var before = time;
            time += steps[i].Gap;
            if (i > 0 && ticks.Length > 0)
            {
                ticked.Tick(Math.Min(time, before + ticks[i % ticks.Length]));
            }

            plain.See(steps[i].Value, time);
            ticked.See(steps[i].Value, time);
        }

        ticked.Log.ShouldBe(plain.Log);
        ticked.Outline.ShouldBe(plain.Outline);
    }).Check(Many);

    [Fact]
    public void Decide_LateAndRepeatedReadings_ChangeNothing() => Prop.ForAll(Steps, AnyRule, Gen.Choose(0, 1_000).ArrayOf().ToArbitrary(), (steps, rule, picks) =>
    {
        var (plain, noisy) = (new RuleDrive(rule, withMemory: true), new RuleDrive(rule, withMemory: true));
        var sent = new List<(int Value, int At)>();
        var time = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            time += steps[i].Gap;
            plain.See(steps[i].Value, time);
            noisy.See(steps[i].Value, time);
            sent.Add((steps[i].Value, time));
            if (picks.Length == 0)
            {
                continue;
            }

            // One that was sent before, and one that was never seen and is a second older than something known.
            var again = sent[picks[i % picks.Length] % sent.Count];
            noisy.See(again.Value, again.At, received: time);
            noisy.See(999, again.At - 1, received: time);
        }

        noisy.Log.ShouldBe(plain.Log);
        noisy.State.ShouldBe(plain.State);
    }).Check(Many);

    [Fact]
    public void Decide_AnySilence_FiresExactlyAtItsDueTime() => Prop.ForAll(Gen.Choose(1, 3_600).ToArbitrary(), Gen.Choose(-600, 600).ToArbitrary(), (wait, skew) =>
    {
        var rule = Rules.Above(80, forSeconds: wait, clearForSeconds: wait);
        var drive = new RuleDrive(rule).See(90, at: skew, received: 0).Tick(wait - 0.001);
        drive.Raised.ShouldBe(0);
        drive.Tick(wait).Raised.ShouldBe(1);
        drive.See(10, at: skew + wait, received: wait).Tick((2 * wait) - 0.001).Cleared.ShouldBe(0);
        drive.Tick(2 * wait).Cleared.ShouldBe(1);
    }).Check(Many);
}
