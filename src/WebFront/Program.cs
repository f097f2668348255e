using FleetActors.Hosting;
using FleetActors.Security;

namespace FleetActors;

/// <summary>The web front's entry point.</summary>
internal static class Program
{
    /// <summary>0 after a normal end, 1 when the settings do not allow a start, 2 for wrong arguments.</summary>
    public static async Task<int> Main(string[] args)
    {
        if (args is [NewKeyCommand.Word, ..])
        {
            return NewKeyCommand.Run(args, Console.Out, Console.Error);
        }

        try
        {
            var builder = FrontBuilder.Create(args);
            builder.AddWebFront(System.IO.Directory.GetCurrentDirectory());
            await using var app = builder.Build();
            app.UseWebFront();
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (StartRefusal.Explain(exception) is { } lines)
        {
            await Console.Error.WriteLineAsync(lines);
            return 1;
        }
    }
}
