using System.CommandLine;
using System.Runtime;
using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Bench.Calls;
using FleetActors.Calls;
using FleetActors.Hosting;
using FleetActors.Telephony;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FleetActors.Bench.Hosting;

/// <summary>
/// <c>host</c>: the process under test. The web front as it ships, save that provider and inference answer at once; and, on a port of its own, the bare endpoints.
/// </summary>
internal static class HostCommand
{
    public const string Name = "host";
    public const string ReadyFileOption = "--ready-file";

    /// <summary>Where the bench asks when dials reached the provider.</summary>
    public const string DialsPath = "/dials";

    /// <summary>Where the bench has calls measured.</summary>
    public const string CallsPath = "/calls";

    /// <summary>Where it has the grains measured of which there is only one.</summary>
    public const string SingletonsPath = "/singletons";

    private const string AnyLoopbackPort = "http://127.0.0.1:0";

    public static Command Create()
    {
        var readyFile = new Option<string>(ReadyFileOption) { Required = true };
        var command = new Command(Name, "Used by the bench itself: runs what is measured.") { readyFile };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(readyFile)!, cancellationToken));
        return command;
    }

    private static async Task RunAsync(string readyFile, CancellationToken cancellationToken)
    {
        var telephony = new InstantTelephony();
        var speech = new StampedSpeech();
        await using var front = Front(telephony, speech);
        await front.StartAsync(cancellationToken);
        await using var bare = Bare(telephony, speech, front.Services.GetRequiredService<IGrainFactory>());
        await bare.StartAsync(cancellationToken);

        var ready = new HostReady(
            Port(front), Port(bare), typeof(IGrain).Assembly.GetName() is var name ? $"{name.Name} {name.Version}" : "", GCSettings.IsServerGC);
        var unfinished = readyFile + ".tmp";
        await File.WriteAllTextAsync(unfinished, JsonSerializer.Serialize(ready), cancellationToken);
        File.Move(unfinished, readyFile);
        await front.WaitForShutdownAsync(cancellationToken);
    }

    private static WebApplication Front(InstantTelephony telephony, StampedSpeech speech)
    {
        var builder = FrontBuilder.Create([]);
        builder.Services.AddSingleton<ITelephony>(telephony);
        builder.Services.AddSingleton<ISeverityClassifier, InstantClassifier>();
        builder.Services.AddSingleton<ISpeechToText>(speech);
        builder.AddWebFront(System.IO.Directory.GetCurrentDirectory());
        var front = builder.Build();
        front.UseWebFront();
        return front;
    }

    private static WebApplication Bare(InstantTelephony telephony, StampedSpeech speech, IGrainFactory grains)
    {
        var builder = FrontBuilder.Create([]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(AnyLoopbackPort);
        var bare = builder.Build();
        bare.MapBare();
        bare.MapLiveCalls(grains, telephony, speech);
        bare.MapGet(DialsPath, () => telephony.Dials);
        bare.MapPost(CallsPath, async (double seconds, int callers, int activations, string way) =>
            TypedResults.Text(await CallBench.RunAsync(grains, way, callers, activations, TimeSpan.FromSeconds(seconds))));
        bare.MapPost(SingletonsPath, async (double seconds, int callers, int open, string way) =>
            TypedResults.Text(await SingletonBench.RunAsync(grains, way, callers, open, TimeSpan.FromSeconds(seconds))));
        return bare;
    }

    private static int Port(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}
