#if !STANDINS
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FleetActors.Storage;

/// <summary>Orleans' own membership table over our queries.</summary>
public sealed class MembershipTableTests
{
    [SkippableFact]
    public async Task Table_InsertUpdateReadAndCleanUp_WorkThroughOrleans()
    {
        await using var store = await FleetStore.OpenAsync(DatabaseKind.Postgres);
        var builder = new ServicesOnly();
        builder.Services.AddLogging();
        builder.Services.AddSerializer();
        builder.Services.Configure<ClusterOptions>(static options => options.ServiceId = options.ClusterId = "fleet");
        builder.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", store.Database.Open().ConnectionString));
        await using var services = builder.Services.BuildServiceProvider();
        var table = services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true);

        var first = await table.ReadAllAsync();
        first.Members.ShouldBeEmpty();
        var silo = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 42);
        var entry = new MembershipEntry
        {
            SiloAddress = silo,
            SiloName = "one",
            HostName = "host",
            Status = SiloStatus.Joining,
            ProxyPort = 30000,
            StartTime = DateTime.UnixEpoch.AddYears(56),
            IAmAliveTime = DateTime.UnixEpoch.AddYears(56),
        };
        (await table.InsertRowAsync(entry, first.Version.Next())).ShouldBeTrue();
        (await table.InsertRowAsync(entry, first.Version.Next())).ShouldBeFalse();

        var second = await table.ReadAllAsync();
        var (read, etag) = second.Members.ShouldHaveSingleItem();
        read.SiloName.ShouldBe("one");
        read.Status = SiloStatus.Active;
        read.AddSuspector(silo, DateTime.UnixEpoch.AddYears(56));
        (await table.UpdateRowAsync(read, etag, second.Version.Next())).ShouldBeTrue();
        (await table.UpdateRowAsync(read, etag, second.Version.Next())).ShouldBeFalse();
        read.IAmAliveTime = DateTime.UnixEpoch.AddYears(57);
        await table.UpdateIAmAliveAsync(read);

        var third = await table.ReadRowAsync(silo);
        third.Version.Version.ShouldBe(2);
        var active = third.Members.ShouldHaveSingleItem().Item1;
        active.Status.ShouldBe(SiloStatus.Active);
        active.IAmAliveTime.ShouldBe(DateTime.UnixEpoch.AddYears(57));
        active.SuspectTimes.ShouldHaveSingleItem();
        await table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.UnixEpoch.AddYears(60));
        (await table.ReadAllAsync()).Members.ShouldHaveSingleItem();
        await table.DeleteMembershipTableEntriesAsync("fleet");
        store.Database.Rows("SELECT Port FROM OrleansMembershipTable").ShouldBeEmpty();
    }

    private sealed class ServicesOnly : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
#endif
