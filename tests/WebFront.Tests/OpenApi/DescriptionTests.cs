using FleetActors.Http;
using FleetActors.Support;

namespace FleetActors.OpenApi;

public sealed class DescriptionTests(FrontFixture fixture) : IClassFixture<FrontFixture>
{
    [Theory]
    [InlineData("/alert", "post")]
    [InlineData("/api/v1/telemetry", "post")]
    [InlineData("/api/v1/policies/{id}", "put")]
    [InlineData("/api/v1/contacts/{id}", "put")]
    public async Task Description_EndpointWithABody_DescribesIt(string path, string method)
    {
        var answer = await fixture.App.Client.SendAsync("GET", "/openapi/v1.json");

        answer.Status.ShouldBe(200);
        var operation = answer.Body.GetProperty("paths").GetProperty(path).GetProperty(method);
        operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _).ShouldBeTrue();
    }
}
