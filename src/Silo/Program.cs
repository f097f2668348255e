using FleetActors.Clustering;
using FleetActors.Hosting;
using FleetActors.Settings;
using Microsoft.AspNetCore.Builder;

namespace FleetActors;

/// <summary>A silo without a web front.</summary>
internal static class SiloProgram
{
    /// <summary>0 after a normal end, 1 when the settings do not allow a start or the silo asked about is not ready.</summary>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
            if (args is [HealthQuestion.Word, ..])
            {
                return await HealthQuestion.AskAsync(FleetClusterOptions.Read(new SettingsReader(builder.Configuration)).HealthPort, Console.Out);
            }

            builder.AddHeadlessSilo(System.IO.Directory.GetCurrentDirectory());
            await using var app = builder.Build();
            app.MapSiloHealth();
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
}
