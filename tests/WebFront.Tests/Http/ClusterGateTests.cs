using System.Net;
using FleetActors.Clustering;
using FleetActors.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FleetActors.Http;

public sealed class ClusterGateTests
{
    [Fact]
    public async Task Request_NoSiloInReach_Is503WithRetryAfterUntilOneAnswers()
    {
        var reach = new ClusterReach();
        await using var app = await FrontApp.StartAsync(services: services => services.AddSingleton(reach));

        foreach (var path in new[] { "/alerts", "/health", "/health/ready", "/", "/nothing" })
        {
            using var refused = await app.Client.GetAsync(path);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2), path);
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", path);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("\"error\":\"unavailable\"");
        }

        (await app.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);

        reach.Answered();

        (await app.Client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Client.GetAsync("/alerts")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
