namespace FleetActors.Telephony;

public sealed class UndeliveredResultsTests
{
    private static readonly EffectKey Key = new("alrt-1", "a1.sms");

    [Theory]
    [InlineData(TelephonyOutcome.Accepted, true)]
    [InlineData(TelephonyOutcome.Permanent, true)]
    [InlineData(TelephonyOutcome.Gone, true)]
    [InlineData(TelephonyOutcome.Transient, false)]
    [InlineData(TelephonyOutcome.AnswerLost, false)]
    public void Keep_FinalResults_AreHandedOutOnce(TelephonyOutcome outcome, bool kept)
    {
        var results = new UndeliveredResults(10);
        var sent = new SentCommand(new TelephonyResult(outcome, "id", null, "", null), default);

        results.Keep(Key, sent);

        results.TryTake(Key, out var found).ShouldBe(kept);
        found.ShouldBe(kept ? sent : default);
        results.TryTake(Key, out _).ShouldBeFalse();
    }

    [Fact]
    public void Keep_TooMany_DropsTheOldest()
    {
        var results = new UndeliveredResults(2);
        var sent = new SentCommand(TelephonyResult.Accepted("id"), default);
        foreach (var effect in new[] { "a", "b", "c" })
        {
            results.Keep(new EffectKey("alrt-1", effect), sent);
        }

        results.TryTake(new EffectKey("alrt-1", "a"), out _).ShouldBeFalse();
        results.TryTake(new EffectKey("alrt-1", "b"), out _).ShouldBeTrue();
        results.TryTake(new EffectKey("alrt-1", "c"), out _).ShouldBeTrue();
    }
}
