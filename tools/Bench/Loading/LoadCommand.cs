using System.CommandLine;
using System.Text.Json;

namespace FleetActors.Bench.Loading;

/// <summary><c>load</c>: the load process. Reads one plan a line from its input and answers each with a report in one line, until the input ends.</summary>
internal static class LoadCommand
{
    public const string Name = "load";

    public static Command Create()
    {
        var command = new Command(Name, "Used by the bench itself: makes load.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) =>
        {
            while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
            {
                var report = await new LoadGenerator(JsonSerializer.Deserialize<LoadPlan>(line)!).RunAsync();
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report));
                await Console.Out.FlushAsync(cancellationToken);
            }
        });
        return command;
    }
}
