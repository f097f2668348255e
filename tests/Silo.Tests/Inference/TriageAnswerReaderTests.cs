using System.Text;
using FleetActors.Calls;

namespace FleetActors.Inference;

/// <summary>What models really write when they are asked to triage a call.</summary>
public sealed class TriageAnswerReaderTests
{
    private const string Good =
        """{"category":"EMS","services":["EMS","POLICE"],"risk":"HIGH","tags":["BLEEDING"],"summary":"A man bleeds.","reason":"He bleeds."}""";

    [Theory]
    [InlineData(Good)]
    [InlineData("```json\n" + Good + "\n```")]
    [InlineData("Sure! Here it is:\n" + Good + "\nStay safe!")]
    [InlineData("<think>{\"a\":1} is it LOW?</think>" + Good)]
    [InlineData("[" + Good + "]")]
    [InlineData("{\"answer\":" + Good)]
    public void Read_GoodObjectInAnyWrapping_IsFound(string text)
    {
        var answer = TriageAnswerReader.Read(text);

        answer.Failure.ShouldBeNull();
        (answer.Category, answer.Level, answer.Summary, answer.Reason).ShouldBe((ServiceCategory.Ems, RiskLevel.High, "A man bleeds.", "He bleeds."));
        answer.Services.ShouldBe([ServiceCategory.Ems, ServiceCategory.Police]);
        answer.Tags.ShouldBe(["BLEEDING"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("LOW")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"severity\":\"low\"}")]
    [InlineData("{\"risk\":\"HIGH\",\"summary\":\"A man")]
    [InlineData("{\"risk\":\"TREMENDOUS\",\"category\":\"NAVY\",\"tags\":[\"X\"],\"services\":[\"COAST_GUARD\"],\"summary\":\"\"}")]
    [InlineData("{\"risk\":3,\"category\":[\"EMS\"],\"tags\":\"FIRE\",\"services\":{\"0\":\"EMS\"},\"summary\":null}")]
    [InlineData("I cannot help with emergencies.")]
    public void Read_NothingUsable_FailsWithAReason(string? text)
    {
        var answer = TriageAnswerReader.Read(text);

        answer.Failure.ShouldNotBeNullOrWhiteSpace();
        (answer.Category, answer.Level, answer.Summary).ShouldBe((ServiceCategory.Unknown, RiskLevel.Unknown, null));
        answer.Tags.ShouldBeEmpty();
    }

    [Fact]
    public void Read_WrongWordsAmongRightOnes_AreLeftOut()
    {
        var answer = TriageAnswerReader.Read(
            """{"category":"ambulance","services":["EMS",7,null,"ARMY","ems"],"risk":"high","tags":["chest pain","<b>FIRE</b>","FIRE","FIRE",1],"summary":"s"}""");

        (answer.Category, answer.Level, answer.Failure).ShouldBe((ServiceCategory.Unknown, RiskLevel.High, null));
        answer.Services.ShouldBe([ServiceCategory.Ems]);
        answer.Tags.ShouldBe(["CHEST_PAIN", "FIRE"]);
    }

    [Fact]
    public void Read_OverlongAndDirtyTexts_AreTamed()
    {
        var answer = TriageAnswerReader.Read(
            "{\"risk\":\"LOW\",\"summary\":\"<script>alert(1)</script>\\n\\u0000 " + new string('s', 9000) + "\",\"reason\":\"" + new string('r', 9000) + "\"}");

        answer.Summary!.Length.ShouldBe(TriageAnswer.LongestSummary);
        answer.Summary.ShouldStartWith("<script>alert(1)</script> s");
        answer.Reason!.Length.ShouldBe(TriageAnswer.LongestReason);
    }

    [Fact]
    public void Read_EndlessLists_AreBounded()
    {
        var many = new StringBuilder().Insert(0, "\"EMS\",", 5000).Append("\"FIRE\"");

        TriageAnswerReader.Read($$"""{"risk":"LOW","services":[{{many}}]}""").Services.ShouldBe([ServiceCategory.Ems]);
    }
}
