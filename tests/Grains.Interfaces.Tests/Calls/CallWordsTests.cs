using System.Globalization;
using FleetActors.Contracts;

namespace FleetActors.Calls;

public sealed class CallWordsTests
{
    [Fact]
    public void Category_OfItsOwnWord_IsItself() =>
        Enum.GetValues<ServiceCategory>().ShouldAllBe(category => CallWords.Category(category.Word().ToLower(CultureInfo.InvariantCulture)) == category);

    [Fact]
    public void Level_OfItsOwnWord_IsItself() =>
        Enum.GetValues<RiskLevel>().ShouldAllBe(level => CallWords.Level(" " + level.Word() + "\n") == level);

    [Fact]
    public void Status_OfItsOwnWord_IsItself() =>
        Enum.GetValues<PacketStatus>().ShouldAllBe(status => CallWords.Status(status.Word()) == status);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("urgent")]
    [InlineData("EMS, FIRE")]
    public void Words_NobodyKnows_AreUnknown(string? word)
    {
        CallWords.Category(word).ShouldBe(ServiceCategory.Unknown);
        CallWords.Level(word).ShouldBe(RiskLevel.Unknown);
        CallWords.Status(word).ShouldBe(PacketStatus.Unknown);
    }

    [Fact]
    public void Word_OfEveryValue_IsItsOwn()
    {
        Enum.GetValues<EmotionLabel>().Select(CallWords.Word).ShouldBe(["UNKNOWN", "CALM", "RELIEVED", "TENSE", "DISTRESSED", "HIGHLY_DISTRESSED"]);
        Enum.GetValues<Sentiment>().Select(CallWords.Word).ShouldBe(["unknown", "positive", "neutral", "negative"]);
        Enum.GetValues<TriageSource>().Select(CallWords.Word).ShouldBe(["unknown", "keywords", "inference"]);
    }

    [Fact]
    public void TriageView_AndAllItCarries_KeepsTheContractRules()
    {
        var walker = new ContractWalker(typeof(TriageView).Assembly);

        walker.Walk(typeof(TriageView), "triage");

        walker.Problems.ShouldBeEmpty();
        walker.Reached.ShouldContain(typeof(RiskReason));
    }
}
