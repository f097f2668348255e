using System.Runtime.InteropServices;
using FleetActors.Hosting;
using FleetActors.Security;
using FleetActors.Settings;
using FleetActors.Storage.Transfer;

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

        if (TransferCommand.IsMeant(args))
        {
            return await TransferAsync(args);
        }

        try
        {
            var builder = FrontBuilder.Create(args);
            if (args is [HealthQuestion.Word, ..])
            {
                return await HealthQuestion.AskAsync(new SettingsReader(builder.Configuration).Number("PORT", FrontOptions.DefaultPort, 0, 65535), Console.Out);
            }

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
        catch (OperationCanceledException)
        {
            // Told to end before it had come up.
            return 0;
        }
    }

    /// <summary>Carries the data from one database to another, with the server's own settings.</summary>
    private static async Task<int> TransferAsync(string[] args)
    {
        var configuration = new ConfigurationManager();
        configuration.AddDotEnv(System.IO.Directory.GetCurrentDirectory());
        configuration.AddEnvironmentVariables();
        using var interrupted = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            interrupted.Cancel();
        });
        return await TransferCommand.RunAsync(args, configuration, Console.Out, Console.Error, interrupted.Token);
    }
}
