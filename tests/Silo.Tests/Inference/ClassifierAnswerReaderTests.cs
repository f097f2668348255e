using FleetActors.Alerts;

namespace FleetActors.Inference;

/// <summary>What models really write when they are asked for one JSON object.</summary>
public sealed class ClassifierAnswerReaderTests
{
    private const string Good =
        """{"severity":"critical","category":"temperature","briefing":"Truck 7 is at 91.5. The limit is 80.","recommended_action":"Stop.","time_sensitivity":15}""";

    public static TheoryData<string> Wrapped => new()
    {
        Good,
        "  \n" + Good + "\n\n",
        "```json\n" + Good + "\n```",
        "```\n" + Good + "\n```\nHope this helps!",
        "Sure! Here is the classification:\n" + Good,
        "<think>The object {severity} must be... {\"a\":1} no.</think>" + Good,
        "<think>" + new string('{', 40) + "</think>" + Good,
        "[" + Good + "]",
        "\"answer\": " + Good,
        "{\"thoughts\":\"unfinished " + "\n" + Good,
        Good + Good.Replace("critical", "low", StringComparison.Ordinal),
        "{\"result\":\n" + Good,
        Good.Replace("}", ",}", StringComparison.Ordinal),
        Good.Replace("{", "{ // the answer\n", StringComparison.Ordinal),
        Good.Replace("\"severity\"", "\"Severity\"", StringComparison.Ordinal),
        "\ufeff" + Good,
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void Read_GoodObjectInAnyWrapping_IsFound(string text)
    {
        var answer = ClassifierAnswerReader.Read(text);

        answer.Failure.ShouldBeNull();
        (answer.Severity, answer.Category, answer.Briefing, answer.RecommendedAction, answer.TimeSensitivityMinutes)
            .ShouldBe(("critical", "temperature", "Truck 7 is at 91.5. The limit is 80.", "Stop.", 15));
        answer.RawJson.ShouldNotBeNull().ShouldContain("91.5");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("medium")]
    [InlineData("42")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("\"critical\"")]
    [InlineData("{}")]
    [InlineData("{{{{{{")]
    [InlineData("}{")]
    [InlineData("{\"foo\":\"bar\"}")]
    [InlineData("{\"severity\":\"critical\",\"briefing\":\"Truck 7 is at")]
    [InlineData("{\"severity\":\"critical\"")]
    [InlineData("```json\n{\"severity\":\n```")]
    [InlineData("{severity: critical}")]
    [InlineData("I cannot classify this.")]
    public void Read_NothingUsable_FailsWithAReason(string? text)
    {
        var answer = ClassifierAnswerReader.Read(text);

        answer.Failure.ShouldNotBeNullOrWhiteSpace();
        answer.ShouldBe(ClassifierAnswer.Failed(answer.Failure));
    }

    [Theory]
    [InlineData("""{"severity":3,"briefing":"b"}""")]
    [InlineData("""{"severity":null,"briefing":"b"}""")]
    [InlineData("""{"severity":["critical"],"briefing":"b"}""")]
    [InlineData("""{"severity":{"level":"critical"},"briefing":"b"}""")]
    [InlineData("""{"severity":"","briefing":"b"}""")]
    [InlineData("""{"severity":"\ud800","briefing":"b"}""")]
    [InlineData("""{"severity":" \u0000\n","briefing":"b"}""")]
    [InlineData("""{"briefing":"b","category":7,"recommended_action":false}""")]
    public void Read_FieldOfTheWrongType_CountsAsMissing(string text)
    {
        var answer = ClassifierAnswerReader.Read(text);

        answer.Failure.ShouldBeNull();
        answer.Severity.ShouldBeNull();
        answer.Briefing.ShouldBe("b");
        answer.Category.ShouldBeNull();
        answer.RecommendedAction.ShouldBeNull();
    }

    [Theory]
    [InlineData("15", 15)]
    [InlineData("15.9", 15)]
    [InlineData("\"15\"", 15)]
    [InlineData("0", 0)]
    [InlineData("-5", null)]
    [InlineData("1e99", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("null", null)]
    [InlineData("[15]", null)]
    [InlineData("true", null)]
    public void Read_Minutes_AreReadWhereTheyAreANumber(string value, int? expected) =>
        ClassifierAnswerReader.Read($$"""{"severity":"low","time_sensitivity":{{value}}}""").TimeSensitivityMinutes.ShouldBe(expected);

    [Fact]
    public void Read_ControlCharactersAndLength_AreTamed()
    {
        var answer = ClassifierAnswerReader.Read(
            """{"severity":" Critical\u0007 ","briefing":"one\r\n\ttwo \u0000 three","category":"LONG"}""".Replace("LONG", new string('c', 500), StringComparison.Ordinal));

        answer.Severity.ShouldBe("Critical");
        answer.Briefing.ShouldBe("one two three");
        answer.Category!.Length.ShouldBe(60);
    }

    [Fact]
    public void Read_HugeAnswer_KeepsTheFieldsAndASmallRecord()
    {
        var answer = ClassifierAnswerReader.Read(
            "{\"severity\":\"low\",\"briefing\":\"" + new string('b', 20_000) + "\",\"extra\":[" + string.Join(',', Enumerable.Repeat("1", 10_000)) + "]}");

        answer.Failure.ShouldBeNull();
        answer.Severity.ShouldBe("low");
        answer.Briefing!.Length.ShouldBe(600);
        answer.RawJson!.Length.ShouldBeLessThan(4096);
    }

    [Fact]
    public void Read_MegabytesOfOpenBraces_EndsAtOnce()
    {
        ClassifierAnswerReader.Read(string.Concat(Enumerable.Repeat("{\"a\":", 400_000))).Failure.ShouldNotBeNull();
        ClassifierAnswerReader.Read(new string('x', 2_000_000)).Failure.ShouldNotBeNull();
    }

    [Fact]
    public void Read_DuplicateField_TakesTheLast() =>
        ClassifierAnswerReader.Read("""{"severity":"low","severity":"critical"}""").Severity.ShouldBe("critical");
}
