using System.Data.Common;
using FleetActors.Alerts;
using FleetActors.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FleetActors.Http;

public sealed class FailureTests
{
    private static readonly string Id = AlertId.New(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    public static TheoryData<Exception> Outages { get; } = new()
    {
        new TimeoutException("no answer"),
        new OrleansException("silo gone"),
        new IOException("disk full"),
        new StorageAway(),
        new OperationCanceledException("shutting down"),
        new AggregateException(new TimeoutException("one"), new OrleansException("two")),
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Request_GrainsOrStorageAway_Is503(Exception outage)
    {
        var alert = FakeAlert.Create();
        alert.OnGet = () => throw outage;
        await using var app = await StartAsync(alert);
        var answer = await app.Client.SendAsync("GET", $"/api/v1/alerts/{Id}");
        answer.Status.ShouldBe(503);
        answer.Error.ShouldBe("unavailable");
        answer.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        app.Log.Entries.ShouldNotContain(entry => entry.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Request_FaultOfTheServer_Is500WithoutItsInsides()
    {
        var alert = FakeAlert.Create();
        alert.OnGet = () => throw new InvalidOperationException("secret insides");
        await using var app = await StartAsync(alert);
        var answer = await app.Client.SendAsync("GET", $"/api/v1/alerts/{Id}");
        answer.Status.ShouldBe(500);
        answer.Error.ShouldBe("internal error");
        answer.Body.ToString().ShouldNotContain("secret insides");
        app.Log.Entries.Count(entry => entry.Level == LogLevel.Error && entry.Text.Contains("secret insides", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Action_RefusedByTheAlert_Is409WithTheReason()
    {
        var alert = FakeAlert.Create();
        alert.OnAction = () => new ActionResult(ActionOutcome.Refused, AlertStatus.Resolved, "it is resolved");
        await using var app = await StartAsync(alert);
        var answer = await app.Client.SendAsync("POST", $"/api/v1/alerts/{Id}/escalate", """{"by":"ann"}""");
        answer.Status.ShouldBe(409);
        answer.Error.ShouldBe("it is resolved");
    }

    [Fact]
    public async Task Action_Accepted_ReachesTheAlertWithWhoAndWhy()
    {
        var alert = FakeAlert.Create();
        await using var app = await StartAsync(alert);
        var answer = await app.Client.SendAsync("POST", $"/api/v1/alerts/{Id}/acknowledge", """{"by":"ann","note":"on it"}""");
        answer.Status.ShouldBe(200);
        answer.Body.GetProperty("status").GetString().ShouldBe("acknowledged");
        answer.Body.GetProperty("changed").GetBoolean().ShouldBeTrue();
        alert.Actions.ShouldHaveSingleItem().ShouldBe(("AcknowledgeAsync", new OperatorAction("ann", "api", "on it"), null));
    }

    private static Task<FrontApp> StartAsync(FakeAlert alert) => FrontApp.StartAsync(services: services =>
        services.Replace(ServiceDescriptor.Singleton(FakeGrains.Create().With<IAlertGrain>(_ => alert.Grain).Factory)));

    private sealed class StorageAway() : DbException("database is locked");
}
