using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Trial;

/// <summary>Reads along what the sandbox is asked for, so that nothing of it is forgotten before it was counted. One reader at a time.</summary>
internal sealed partial class ProviderWitness(FleetApi sandbox, TimeProvider clock)
{
    private const int Page = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly List<SeenPage> _seen = [];
    private long _after;

    /// <summary>Pages that were carried out, in the order in which they came.</summary>
    public IReadOnlyList<SeenPage> Seen => _seen;

    /// <summary>Reads on until cancelled.</summary>
    /// <exception cref="ServerFailureException">The sandbox is gone, or forgot entries that were not read yet: nothing can be said then.</exception>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await CatchUpAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The trial is over; whoever ended it reads the rest.
        }
    }

    /// <summary>Reads everything there is.</summary>
    /// <exception cref="ServerFailureException">As for <see cref="WatchAsync"/>.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        JsonArray entries;
        do
        {
            var page = await sandbox.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/sandbox/log?kind=command&limit={Page}&after={_after}"), cancellationToken);
            if ((long)page["oldest"]! > _after + 1)
            {
                throw new ServerFailureException("The sandbox's log was overwritten before it was read; make Sandbox__LogCapacity larger.");
            }

            entries = page["entries"]!.AsArray();
            _after = (long)page["next"]!;
            _seen.AddRange(entries.Select(entry => Read(entry!)).OfType<SeenPage>());
        }
        while (entries.Count == Page);
    }

    private static SeenPage? Read(JsonNode entry)
    {
        if ((string?)entry["method"] != "POST" || (int)entry["status"]! >= 300 || (bool)entry["duplicate"]! || entry["body"] is not JsonObject body)
        {
            return null;
        }

        var at = DateTimeOffset.Parse((string)entry["at"]!, CultureInfo.InvariantCulture);
        return (string)entry["path"]! switch
        {
            "/messages" when ReportKey().Match((string)body["text"]!) is { Success: true, Value: var key } => new SeenPage(PageKind.Text, (string)body["to"]!, key, at),
            "/calls" when body["client_state"] is { } state => new SeenPage(PageKind.Call, (string)body["to"]!, AlertOf((string)state!), at),
            _ => null,
        };
    }

    // The client state of a page leg names its alert second.
    private static string AlertOf(string clientState) => Encoding.UTF8.GetString(Convert.FromBase64String(clientState)).Split('|')[1];

    [GeneratedRegex(@"trial-\d+", RegexOptions.CultureInvariant)]
    private static partial Regex ReportKey();
}
