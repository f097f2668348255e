using FleetActors.Storage.Sql;
using Orleans.Configuration;

namespace FleetActors.Clustering;

/// <summary>Makes silos and fronts members of one cluster, whose list is in the database.</summary>
internal static class ClusterHosting
{
    /// <summary>A silo that does not answer is declared dead after three of these: six seconds, while a slow collection of garbage is well below.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(2);

    /// <summary>Silos tell each other of changes at once; this finds those that were not told.</summary>
    private static readonly TimeSpan MemberRefresh = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a front waits for an answer. Nobody tells a front that the silo it waits for has died, so this is how long a call to one hangs; it must be longer
    /// than the longest question, a report whose severity a model decides.
    /// </summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan DeadEntriesKept = TimeSpan.FromDays(1);

    /// <summary>So many devices move between two silos in each look of 15 s: each costs a few messages and a read, beside the readings.</summary>
    private const int MostMovesAtOnce = 5_000;

    public static ISiloBuilder UseCluster(this ISiloBuilder silo, FleetClusterOptions cluster)
    {
        silo.Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.Configure<ClusterMembershipOptions>(static watch =>
        {
            watch.ProbeTimeout = Probe;
            watch.TableRefreshTimeout = MemberRefresh;
            watch.DefunctSiloExpiration = DeadEntriesKept;
        });
        silo.UseAdoNetClustering(static options => options.Configure<FleetDatabase>(static (table, database) =>
        {
            table.Invariant = database.Invariant;
            table.ConnectionString = database.ConnectionString;
        }));
        silo.UseOneOwnerDirectory();
        silo.KeepDevicesSpread();
        return cluster.AdvertisedAddress is { } address
            ? silo.ConfigureEndpoints(address, cluster.SiloPort, cluster.GatewayPort)
            : silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort);
    }

    public static IClientBuilder UseCluster(this IClientBuilder client, FleetClusterOptions cluster)
    {
        client.Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        client.Configure<ClientMessagingOptions>(static messages => messages.ResponseTimeout = AnswerLimit);
        client.Configure<GatewayOptions>(static gateways => gateways.GatewayListRefreshPeriod = GatewayRefresh);
        client.UseAdoNetClustering(static options => options.Configure<FleetDatabase>(static (table, database) =>
        {
            table.Invariant = database.Invariant;
            table.ConnectionString = database.ConnectionString;
        }));
        return client.UseConnectionRetryFilter<KeepConnecting>();
    }

    /// <summary>
    /// The directory that Orleans takes by default lets a second activation begin beside the first while silos come and go; this one does not (note 9).
    /// </summary>
    private static void UseOneOwnerDirectory(this ISiloBuilder silo)
    {
#pragma warning disable ORLEANSEXP003 // Marked experimental; the tests with several silos run on it, and note 9 says what they found with the other.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003

        // A lease would keep the grains of a silo that died from coming up elsewhere, and pages would be late; storage stops one that is only thought dead.
        silo.Configure<GrainDirectoryOptions>(static directory => directory.RangeLeaseDuration = TimeSpan.Zero);
    }

    /// <summary>A silo that comes back after its death is empty, and devices that send all the time are never collected as idle: without this they would stay where they are (note 9).</summary>
    private static void KeepDevicesSpread(this ISiloBuilder silo)
    {
#pragma warning disable ORLEANSEXP002 // Marked experimental; the tests with several silos run on it. Only devices may be moved by it, every other grain says that it may not.
        silo.AddActivationRebalancer();
#pragma warning restore ORLEANSEXP002
        silo.Configure<ActivationRebalancerOptions>(static spreading =>
        {
            spreading.ActivationMigrationCountLimit = MostMovesAtOnce;

            // With ten million activations it would take a silo that is empty among twenty for an even spread.
            spreading.ScaleAllowedEntropyDeviation = false;
        });
    }
}
