using FleetActors.Security;
using FleetActors.Settings;
using Microsoft.Extensions.Options;

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
            var builder = WebApplication.CreateSlimBuilder(args);
            builder.AddWebFront(System.IO.Directory.GetCurrentDirectory());
            await using var app = builder.Build();
            app.UseWebFront();
            await app.RunAsync();
            return 0;
        }
        catch (SettingsException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (OptionsValidationException refused)
        {
            await Console.Error.WriteLineAsync(new SettingsException([.. refused.Failures]).Message);
            return 1;
        }
    }
}
