using System.Diagnostics;

namespace FleetActors.TestKit;

/// <summary>
/// The process between a test and its server. It does as it is told on its input, and when that closes, because the test is done or dead, ends the server and
/// removes the folder.
/// </summary>
internal static class PostgresKeeper
{
    /// <summary>Arguments: the folder, the folder of PostgreSQL's programs.</summary>
    public const string Script = """
        trap '' INT
        folder=$1 bin=$2
        export LC_ALL=C.UTF-8
        control() { "$bin/pg_ctl" -D "$folder/data" -s -w "$@" </dev/null >>"$folder/control.log" 2>&1; }
        initdb() { "$bin/initdb" -D "$folder/data" -U fleet -A scram-sha-256 --pwfile="$folder/password" --encoding=UTF8 --no-sync "$@" </dev/null >"$folder/initdb.log" 2>&1; }
        # A language's order where the server has one, so that a query that forgets to ask for the order of bytes is found out.
        if initdb --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US || { rm -rf "$folder/data"; initdb --locale=C.UTF-8; }; then
            printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$folder'" 'fsync = off' 'max_connections = 300' 'shared_buffers = 64MB' >>"$folder/data/postgresql.conf"
            echo made
        else
            tail -n 1 "$folder/initdb.log"
        fi
        while read -r word; do
            case $word in
                start) control -l "$folder/server.log" -t 110 start && echo started || tail -n 1 "$folder/control.log" ;;
                stop) control -m immediate stop && echo stopped || tail -n 1 "$folder/control.log" ;;
            esac
        done
        control -m immediate stop
        rm -rf "$folder"
        """;

    /// <summary>Starts it; the server refuses to run as root, so then both run as the user that the package made, or as nobody.</summary>
    public static Process Start(string folder, string binaries)
    {
        List<string> command = ["bash", Path.Combine(folder, "keeper.sh"), folder, binaries];
        if (Environment.UserName == "root")
        {
            var user = File.ReadLines("/etc/passwd").Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
            Run("chown", "-R", user, folder);
            command.InsertRange(0, ["runuser", "-u", user, "--"]);
        }

        return Process.Start(Redirected(command))!;
    }

    private static ProcessStartInfo Redirected(List<string> command) =>
        new(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed with {process.ExitCode}.");
        }
    }
}
