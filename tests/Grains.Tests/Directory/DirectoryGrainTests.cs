using FleetActors.Alerts;
using FleetActors.Cluster;

namespace FleetActors.Directory;

public sealed class DirectoryGrainTests(DirectoryGrainTests.Shared shared) : IClassFixture<DirectoryGrainTests.Shared>
{
    private static readonly AlertQuery Any = new(null, null, null, null, null, 50, null);

    private IDirectoryGrain Directory => shared.Cluster.Grains.GetGrain<IDirectoryGrain>(0);

    [Fact]
    public async Task List_All_IsNewestFirstWithoutTimelines()
    {
        var page = await Directory.ListAlertsAsync(Any);

        page.Alerts.Select(alert => alert.AlertId).ShouldBe(shared.Newest);
        page.Total.ShouldBe(shared.Newest.Count);
        page.Next.ShouldBeNull();
        page.Alerts.ShouldAllBe(alert => alert.Timeline.IsEmpty && alert.Briefing == "It is 91 degrees.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task List_PageByPage_GivesEachOnceAndEnds(int limit)
    {
        var seen = new List<string>();
        string? before = null;
        do
        {
            var page = await Directory.ListAlertsAsync(Any with { Limit = limit, Before = before });
            page.Alerts.Length.ShouldBeInRange(1, limit, "a page that follows is never empty");
            seen.AddRange(page.Alerts.Select(alert => alert.AlertId));
            before = page.Next;
        }
        while (before is not null);

        seen.ShouldBe(shared.Newest);
    }

    [Fact]
    public async Task List_OneStatus_LeavesTheOthersOut()
    {
        var resolved = await Directory.ListAlertsAsync(Any with { Status = AlertStatus.Resolved });

        resolved.Alerts.ShouldHaveSingleItem().AlertId.ShouldBe(shared.Newest[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task List_LimitOutOfRange_IsRefused(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Directory.ListAlertsAsync(Any with { Limit = limit }));

    [Fact]
    public async Task Count_TellsAllAndActive() =>
        (await Directory.CountAlertsAsync()).ShouldBe(new AlertCounts(Total: 6, Active: 5));

    public sealed class Shared : IAsyncLifetime
    {
        internal FleetCluster Cluster { get; private set; } = null!;

        internal List<string> Newest { get; } = [];

        public async Task InitializeAsync()
        {
            Cluster = await FleetCluster.StartAsync();
            for (var i = 0; i < 6; i++)
            {
                Cluster.World.Clock.Advance(TimeSpan.FromSeconds(1));
                var id = AlertId.New(Cluster.World.Clock.Now);
                Newest.Insert(0, id);
                await Cluster.Grains.GetGrain<IAlertGrain>(id).OpenAsync(Story.Report(Severity.Low) with { DedupKey = null });
            }

            await Cluster.Grains.GetGrain<IAlertGrain>(Newest[^1]).ResolveAsync(new OperatorAction("ada", "api", null));
        }

        public async Task DisposeAsync() => await Cluster.DisposeAsync();
    }
}
