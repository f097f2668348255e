using System.CommandLine;
using System.CommandLine.Parsing;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Cluster;

/// <summary><c>cluster</c>: PostgreSQL, silos and fronts on this machine, each a process with a port of 127.0.0.1, until Ctrl-C.</summary>
internal static class ClusterCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int MostOfAKind = 16;

    // The stand-in for Orleans is one process only.
#if STANDINS
    private const bool MayCluster = false;
#else
    private const bool MayCluster = true;
#endif

    /// <summary>What is said when a cluster is asked for and only the stand-in for Orleans is there.</summary>
    public const string NeedsOrleans = """
        A cluster needs the Microsoft.Orleans packages, and this build uses their stand-in, which is one process only.
        Build where the packages can be restored (delete artifacts/standins.props to try again), or run one silo on a PostgreSQL of its own:

            ./fleet cluster --single
        """;

    /// <summary>Whether this build can start it.</summary>
    public static bool MayStart(ClusterOptions options) => MayCluster || options.IsSingle;

    public static Command Create()
    {
        var silos = Count("--silos", "How many silos", 3);
        var fronts = Count("--fronts", "How many web fronts", 2);
        var port = new Option<int>("--port") { Description = "Port of the first front; the others have the next ones.", DefaultValueFactory = _ => FromEnvironment("PORT", 5000) };
        port.Validators.Add(result => Between(result, 1, 65535 - MostOfAKind));
        var data = new Option<string>("--data") { Description = "Folder of the database and the logs.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DATA_DIR") is { Length: > 0 } folder ? folder : "data" };
        var single = new Option<bool>("--single") { Description = "One server on PostgreSQL instead of a cluster; needs no Orleans packages." };
        var command = new Command("cluster", "Silos and fronts on this machine, over a PostgreSQL of their own.") { silos, fronts, port, data, single };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new ClusterOptions(
                parsed.GetValue(silos), parsed.GetValue(fronts), parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(single)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ClusterOptions options, CancellationToken cancellationToken)
    {
        if (!MayStart(options))
        {
            await Console.Error.WriteLineAsync(NeedsOrleans);
            return Failure;
        }

        var board = new StatusBoard(Console.Out, TimeProvider.System);
        try
        {
            await using var site = new ClusterSite(options, board, TimeProvider.System);
            await site.StartAsync(cancellationToken);
            await site.WatchAsync(cancellationToken);
            return Success;
        }
        catch (ServerFailureException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Failure;
        }
        catch (OperationCanceledException)
        {
            return Success;
        }
    }

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = $"{description}, 1 to {MostOfAKind}.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result => Between(result, 1, MostOfAKind));
        return option;
    }

    private static int FromEnvironment(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) && number > 0 ? number : usual;

    private static void Between(OptionResult result, int least, int most)
    {
        if (result.GetValueOrDefault<int>() is var number && (number < least || number > most))
        {
            result.AddError($"{result.Option.Name} must be {least} to {most}.");
        }
    }
}
