using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox.Tests;

public class TriageRulesTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    [Theory]
    [InlineData("There's a man shooting at people and my friend is bleeding", "POLICE", "CRITICAL", "ACTIVE_SHOOTER,BLEEDING")]
    [InlineData("my husband collapsed, he is not breathing", "EMS", "CRITICAL", "NOT_BREATHING,UNCONSCIOUS")]
    [InlineData("the kitchen is on fire", "FIRE", "CRITICAL", "FIRE")]
    [InlineData("a car accident, somebody is hurt", "POLICE", "HIGH", "TRAFFIC_CRASH,INJURY")]
    [InlineData("my bike was stolen", "POLICE", "MEDIUM", "THEFT")]
    [InlineData("nobody is hurt and there is no smoke", "OTHER", "LOW", "")]
    [InlineData("", "OTHER", "LOW", "")]
    public void Triage_Transcript_GivesWhatIsAskedFor(string said, string category, string risk, string tags)
    {
        var answer = TriageRules.Triage(Prompt(said));

        ((string?)answer["category"], (string?)answer["risk"]).ShouldBe((category, risk));
        string.Join(',', answer["tags"]!.AsArray().Select(tag => (string?)tag)).ShouldBe(tags);
        ((string?)answer["services"]![0]).ShouldBe(category);
        ((string?)answer["summary"]).ShouldNotBeNullOrWhiteSpace();
        ((string?)answer["reason"]).ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("<transcript>\nthe house is on fire")]
    [InlineData("<transcript>\nthe house is on fire\n</transcript>")]
    public void Triage_TranscriptWithoutQuotes_IsReadAsItIs(string prompt) => ((string?)TriageRules.Triage(prompt)["category"]).ShouldBe("FIRE");

    [Fact]
    public async Task Completion_PromptWithATranscript_IsATriage()
    {
        var body = new { model = "some/model", messages = new object[] { new { role = "user", content = Prompt("he has a knife") } }, guided_json = new { type = "object" } };

        var answer = (await shared.Host.ApiAsync("/ai/openai/chat/completions", body)).Ok();

        var content = JsonNode.Parse(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!)!;
        ((string?)content["category"], (string?)content["risk"]).ShouldBe(("POLICE", "HIGH"));
    }

    private static string Prompt(string said) => $"<transcript>\n{JsonSerializer.Serialize(said)}\n</transcript>";
}
