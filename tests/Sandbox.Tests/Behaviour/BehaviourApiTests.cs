namespace FleetActors.Sandbox.Tests;

public class BehaviourApiTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly SandboxHost _host = shared.Host;

    [Fact]
    public async Task Put_ThenGet_ShowsItAndDeleteResets()
    {
        await _host.BehaveAsync(new { delay_ms = 5, numbers = new Dictionary<string, object> { ["+13125550001"] = new { busy = true } }, ai = new { mode = "fenced" } });

        var shown = (await _host.SandboxAsync("behaviour", method: "GET")).Ok();
        shown.GetProperty("delay_ms").GetInt32().ShouldBe(5);
        shown.GetProperty("numbers").GetProperty("+13125550001").GetProperty("busy").GetBoolean().ShouldBeTrue();
        shown.GetProperty("ai").GetProperty("mode").GetString().ShouldBe("fenced");
        (await _host.SandboxAsync("behaviour", shown.GetRawText(), "PUT")).Ok().GetRawText().ShouldBe(shown.GetRawText());

        (await _host.SandboxAsync("behaviour", method: "DELETE")).Ok().GetProperty("delay_ms").GetInt32().ShouldBe(0);
        _host.Sandbox.Behaviour.Numbers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"faultz\":[]}", 422)]
    [InlineData("{\"faults\":null}", 422)]
    [InlineData("{\"webhooks\":null}", 422)]
    [InlineData("{\"numbers\":null}", 422)]
    [InlineData("{\"numbers\":{\"+13125550001\":null}}", 422)]
    [InlineData("{\"numbers\":{\"555\":{}}}", 422)]
    [InlineData("{\"numbers\":{\"+13125550001\":{\"press\":\"x\"}}}", 422)]
    [InlineData("{\"numbers\":{\"+13125550001\":{\"reply\":\"\"}}}", 422)]
    [InlineData("{\"numbers\":{\"+13125550001\":{\"sms_status\":\"lost\"}}}", 422)]
    [InlineData("{\"numbers\":{\"+13125550001\":{\"sms_status\":null}}}", 422)]
    [InlineData("{\"default_number\":{\"answer_after_ms\":-1}}", 422)]
    [InlineData("{\"delay_ms\":600001}", 422)]
    [InlineData("{\"delay_ms\":\"5\"}", 422)]
    [InlineData("{\"faults\":[null]}", 422)]
    [InlineData("{\"faults\":[{\"status\":200}]}", 422)]
    [InlineData("{\"faults\":[{\"rate\":1.5}]}", 422)]
    [InlineData("{\"faults\":[{\"next\":-1}]}", 422)]
    [InlineData("{\"webhooks\":{\"drop_rate\":2}}", 422)]
    [InlineData("{\"ai\":{\"mode\":\"moody\"}}", 422)]
    [InlineData("{\"ai\":{\"mode\":1}}", 422)]
    [InlineData("{\"ai\":{\"status\":204}}", 422)]
    [InlineData("{\"limits\":{\"calls_per_second\":-1}}", 422)]
    public async Task Put_Wrong_IsRefusedWithAReasonAndChangesNothing(string body, int status)
    {
        await _host.BehaveAsync(new { delay_ms = 0, seed = 9 });

        var answer = await _host.SandboxAsync("behaviour", body, "PUT");

        answer.Status.ShouldBe(status, answer.Body);
        answer.Json.GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
        answer.Json.GetProperty("status").GetInt32().ShouldBe(status);
        _host.Sandbox.Behaviour.Seed.ShouldBe(9);
    }
}
