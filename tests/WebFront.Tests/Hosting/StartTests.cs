using System.Diagnostics;
using FleetActors.Support;

namespace FleetActors.Hosting;

/// <summary>The program itself: what it says and returns when it cannot start.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Main_OpenToOthersWithoutKeys_RefusesWithTheFix()
    {
        var (exit, output, error) = await RunAsync([], ("HOST", "0.0.0.0"), ("PORT", "0"));
        exit.ShouldBe(1);
        error.ShouldContain("API_KEYS is empty");
        error.ShouldContain("new-key");
        (output + error).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Main_ProviderHalfConfigured_ListsEverythingMissing()
    {
        var (exit, _, error) = await RunAsync([], ("TELNYX_API_KEY", "KEY0123"), ("PORT", "0"));
        exit.ShouldBe(1);
        foreach (var name in new[] { "ALERT_NUMBER", "ONCALL_NUMBER", "DISPATCHER_NUMBER", "CONNECTION_ID", "TELNYX_PUBLIC_KEY" })
        {
            error.ShouldContain($"- {name} is not set");
        }

        error.ShouldNotContain("KEY0123");
    }

    [Fact]
    public async Task Main_WrongSettingsOfSeveralParts_ListsThemWithoutAStackTrace()
    {
        var (exit, output, error) = await RunAsync([], ("PORT", "0"), ("Inference__Timeout", "99:00:00"), ("Alerts__SweepInterval", "00:00:00"));
        exit.ShouldBe(1);
        error.ShouldContain("Inference:Timeout");
        error.ShouldContain("Alerts:SweepInterval");
        (output + error).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Main_DataFolderThatCannotBe_SaysSo()
    {
        var (exit, output, error) = await RunAsync([], ("PORT", "0"), ("DATA_DIR", "/dev/null/data"));
        exit.ShouldBe(1);
        error.ShouldContain("DATA_DIR");
        (output + error).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Main_PortInUse_SaysSo()
    {
        await using var app = await FrontApp.StartAsync();
        var (exit, _, error) = await RunAsync([], ("PORT", new Uri(app.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        exit.ShouldBe(1);
        error.ShouldContain("PORT");
    }

    [Fact]
    public async Task Main_ClusterWithoutPostgres_SaysWhatToSet()
    {
        var (exit, output, error) = await RunAsync([], ("PORT", "0"), ("Cluster__ClusterId", "prod"), ("TELNYX_WEBHOOK_SECRET", "s"));
        exit.ShouldBe(1);
        error.ShouldContain("set DATABASE_URL");
        (output + error).ShouldNotContain("   at ");
    }

    [SkippableFact]
    public async Task Main_ClusterWithStandIns_SaysThatItNeedsOrleans()
    {
#if !STANDINS
        Skip.If(true, "This build has the Orleans packages, and a cluster starts.");
#endif
        var (exit, output, error) = await RunAsync(
            [], ("PORT", "0"), ("Cluster__ClusterId", "prod"), ("DATABASE_URL", "postgres://u@127.0.0.1:1/fleet"), ("TELNYX_WEBHOOK_SECRET", "s"));
        exit.ShouldBe(1);
        error.ShouldContain("needs the real Microsoft.Orleans packages");
        (output + error).ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Main_NewKey_PrintsIt()
    {
        var (exit, output, _) = await RunAsync(["new-key", "ann", "operator"]);
        exit.ShouldBe(0);
        output.ShouldContain("API_KEYS: ann:operator:");
    }

    [Fact]
    public async Task Start_SettingsFile_IsReadBelowTheEnvironment()
    {
        await using var app = await FrontApp.StartAsync(new() { ["MAX_CONNECTIONS"] = "100" }, dotEnv: "MAX_ALERT_BYTES=2048\nMAX_CONNECTIONS=50\nAlerts__SweepInterval=00:00:05\n");
        var options = (Settings.FrontOptions)app.Services.GetService(typeof(Settings.FrontOptions))!;
        options.MaxAlertBytes.ShouldBe(2048);
        options.MaxConnections.ShouldBe(100);
        var alerts = (Microsoft.Extensions.Options.IOptions<Alerts.AlertOptions>)app.Services.GetService(typeof(Microsoft.Extensions.Options.IOptions<Alerts.AlertOptions>))!;
        alerts.Value.SweepInterval.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Start_BrokenSettingsFile_NamesFileAndLine()
    {
        var refused = await Should.ThrowAsync<Settings.SettingsException>(() => FrontApp.StartAsync(dotEnv: "PORT=0\nTELNYX_API_KEY='KEY0123"));
        refused.Message.ShouldContain(".env: line 2");
        refused.Message.ShouldNotContain("KEY0123");
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string[] args, params (string Name, string Value)[] environment)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("start-");
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DATA_DIR"] = folder.FullName;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            folder.Delete(recursive: true);
        }
    }
}
