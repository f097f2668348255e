using System.CommandLine;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Demo;

/// <summary><c>demo</c>: plays the story against a server of its own, or against a running one in sandbox mode.</summary>
internal static class DemoCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Cancelled = 130;

    public static Command Create()
    {
        var url = ServerOption.Create("Play against this running server (it must use the sandbox) instead of starting one.", usual: null);
        var key = new Option<string?>("--key") { Description = "Admin API key of that server, where it has keys." };
        var ack = new Option<int>("--ack-seconds") { Description = "How long the engineer has to answer, 2 to 120.", DefaultValueFactory = _ => 5 };
        var pause = new Option<int>("--pause-ms") { Description = "Pause between two readings, 0 to 10000.", DefaultValueFactory = _ => 600 };
        ack.Validators.Add(result => Between(result, 2, 120));
        pause.Validators.Add(result => Between(result, 0, 10_000));
        var command = new Command("demo", "A truck warms up, nobody answers, the next step pages the dispatcher, who presses 1.") { url, key, ack, pause };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(url),
            parsed.GetValue(key),
            new DemoPace(TimeSpan.FromSeconds(parsed.GetValue(ack)), TimeSpan.FromMilliseconds(parsed.GetValue(pause)), TimeProvider.System),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Uri? url, string? key, DemoPace pace, CancellationToken cancellationToken)
    {
        var narrator = new Narrator(Narrator.Console(), pace.Clock);
        narrator.Title("FleetActors demo: a cold-chain truck warms up at night");
        OwnServer? server = null;
        try
        {
            if (url is null)
            {
                server = await narrator.WaitAsync("the server listens", TimeSpan.FromSeconds(60), () => OwnServer.StartAsync(OwnSettings, pace.Clock, cancellationToken));
                url = server.Url;
            }

            narrator.Event("server", server is null ? $"{url}" : $"{url}, started for this demo");
            using var api = new FleetApi(url, key);
            return await PlayAsync(api, pace, narrator, cancellationToken);
        }
        catch (Exception exception) when (exception is UnmetExpectationException or ServerFailureException)
        {
            narrator.Failed(exception.Message);
            if (server is not null)
            {
                server.KeepData = true;
                narrator.Plain($"The server's log is {server.LogFile}.");
            }

            return Failure;
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        finally
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>People in the sandbox talk somewhat faster, so that nobody has to listen to the whole prompt.</summary>
    private static Dictionary<string, string> OwnSettings { get; } = new() { ["Sandbox__VoiceSpeed"] = "4" };

    private static async Task<int> PlayAsync(FleetApi api, DemoPace pace, Narrator narrator, CancellationToken cancellationToken)
    {
        await api.GetAsync("/health", cancellationToken);
        if (!await api.HasAsync("/sandbox/phones", cancellationToken))
        {
            throw new ServerFailureException("That server does not use the sandbox: the story would call real phones. Unset TELNYX_API_KEY there.");
        }

        var cast = new DemoCast(api, pace.AckTimeout);
        var expect = new Expectations(narrator, pace.Clock);
        await cast.EnterAsync(cancellationToken);
        narrator.Event("on call", $"{cast.Engineer.Owner} {cast.Engineer.Number}, and after {pace.AckTimeout.TotalSeconds:0} s {cast.Dispatcher.Owner} {cast.Dispatcher.Number}");
        try
        {
            await new DemoStory(api, cast, narrator, expect, pace).PlayAsync(cancellationToken);
        }
        finally
        {
            await TidyAsync(cast, narrator);
        }

        narrator.Act($"The story went as it must: {expect.Met} of {expect.Met} expectations met.");
        return Success;
    }

    /// <summary>Also after Ctrl-C: alerts left open would go on paging on a server that is not ours.</summary>
    private static async Task TidyAsync(DemoCast cast, Narrator narrator)
    {
        try
        {
            await cast.LeaveAsync(CancellationToken.None);
        }
        catch (ServerFailureException gone)
        {
            // How the story ended matters more than this.
            narrator.Event("server", $"could not be left as it was: {gone.Message}");
        }
    }

    private static void Between(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (result.GetValueOrDefault<int>() is var number && (number < least || number > most))
        {
            result.AddError($"{result.Option.Name} must be {least} to {most}.");
        }
    }
}
