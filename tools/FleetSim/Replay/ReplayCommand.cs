using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FleetActors.FleetSim.Demo;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Replay;

/// <summary><c>replay</c>: plays a WAV file as an emergency call and shows what the server makes of it.</summary>
internal static class ReplayCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Cancelled = 130;
    private const double UsualReorder = 0.05;
    private static readonly Uri UsualServer = new("http://127.0.0.1:5000");

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "WAV file: 16 bit, one channel, 8 or 16 kHz." };
        file.AcceptExistingOnly();
        var script = new Option<FileInfo>("--script") { Description = "What is said when (JSON). Default: the .json beside the WAV file, where there is one." };
        script.AcceptExistingOnly();
        var codec = new Option<string?>("--codec") { Description = "pcmu, pcma or l16. Default: what the server asks for." };
        codec.AcceptOnlyFromAmong("pcmu", "pcma", "l16");
        var speed = new Option<double>("--speed") { Description = "Times real time, 1 to 20.", DefaultValueFactory = _ => 1 };
        speed.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 20))
            {
                result.AddError("--speed must be 1 to 20.");
            }
        });
        var loss = Share("--loss", "Share of frames that get lost, such as 2%.");
        var reorder = new Option<bool>("--reorder") { Description = "Five percent of the frames come late." };
        var from = new Option<string>("--from") { Description = "The caller's number.", DefaultValueFactory = _ => "+15550109567" };
        var url = ServerOption.Create("The server, which must use the sandbox. Default: one on this machine's port 5000, or else one started for this.", usual: null);
        var key = new Option<string?>("--key") { Description = "API key (operator) of that server, where it has keys." };
        var command = new Command("replay", "Plays a WAV file as an emergency call: live words and distress, then the packet.")
        {
            file, script, codec, speed, loss, reorder, from, url, key,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var sound = parsed.GetValue(file)!;
            var beside = new FileInfo(Path.ChangeExtension(sound.FullName, ".json"));
            var options = new ReplayOptions(
                sound,
                parsed.GetValue(script) ?? (beside.Exists ? beside : null),
                parsed.GetValue(from)!,
                parsed.GetValue(codec)?.ToUpperInvariant(),
                parsed.GetValue(speed),
                parsed.GetValue(loss),
                parsed.GetValue(reorder) ? UsualReorder : 0);
            return RunAsync(options, parsed.GetValue(url), parsed.GetValue(key), TimeProvider.System, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ReplayOptions options, Uri? url, string? key, TimeProvider clock, CancellationToken cancellationToken)
    {
        var console = Narrator.Console();
        var narrator = new Narrator(console, clock);
        narrator.Title($"FleetActors replay: {options.File.Name}");
        OwnServer? own = null;
        try
        {
            url ??= await UsesSandboxAsync(UsualServer, key, cancellationToken) ? UsualServer : null;
            if (url is null)
            {
                own = await narrator.WaitAsync("the server listens", TimeSpan.FromSeconds(60), () => OwnServer.StartAsync(new Dictionary<string, string>(), clock, cancellationToken));
                url = own.Url;
            }
            else if (!await UsesSandboxAsync(url, key, cancellationToken))
            {
                throw new ServerFailureException($"{url} does not answer or does not use the sandbox: a sound cannot be played to it. Unset TELNYX_API_KEY there.");
            }

            narrator.Event("server", own is null ? $"{url}" : $"{url}, started for this replay");
            using var api = new FleetApi(url, key);
            await new CallReplay(api, new ReplayScreen(console, narrator), clock).RunAsync(options, cancellationToken);
            return Success;
        }
        catch (ServerFailureException failure)
        {
            narrator.Failed(failure.Message);
            if (own is not null)
            {
                own.KeepData = true;
                narrator.Plain($"The server's log is {own.LogFile}.");
            }

            return Failure;
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync();
            }
        }
    }

    private static async Task<bool> UsesSandboxAsync(Uri url, string? key, CancellationToken cancellationToken)
    {
        using var api = new FleetApi(url, key);
        try
        {
            return await api.HasAsync("/sandbox/phones", cancellationToken);
        }
        catch (ServerFailureException)
        {
            return false;
        }
    }

    private static Option<double> Share(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = static _ => 0,
        CustomParser = argument => ParseShare(name, argument),
    };

    private static double ParseShare(string name, ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 0 ? "0" : argument.Tokens[0].Value;
        var isPercent = text.EndsWith('%');
        if (double.TryParse(isPercent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var share = isPercent ? number / 100 : number;
            if (share is >= 0 and <= 1)
            {
                return share;
            }
        }

        argument.AddError($"{name} must be a share such as 2% or 0.02.");
        return 0;
    }
}
