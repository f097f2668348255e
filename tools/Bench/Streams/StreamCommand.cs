using System.CommandLine;
using System.Text.Json;

namespace FleetActors.Bench.Streams;

/// <summary><c>streams</c>: the process that plays calls. Reads a plan, says when it counts, answers with a report; each in one line.</summary>
internal static class StreamCommand
{
    public const string Name = "streams";
    public const string Measuring = "measuring";

    public static Command Create()
    {
        var command = new Command(Name, "Used by the bench itself: plays live calls.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) =>
        {
            if (await Console.In.ReadLineAsync(cancellationToken) is { } line)
            {
                var report = await new StreamGenerator(JsonSerializer.Deserialize<StreamPlan>(line)!).RunAsync(() => Say(Measuring));
                Say(JsonSerializer.Serialize(report));
            }
        });
        return command;
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
