using System.Text.Json;
using FleetActors.Alerts;
using FleetActors.Storage;
using Microsoft.Extensions.Logging;

namespace FleetActors.Directory;

[StatelessWorker]
internal sealed partial class DirectoryGrain(IAlertIndex index, ILogger<DirectoryGrain> logger) : Grain, IDirectoryGrain
{
    private const int MaxLimit = 500;

    public async Task<AlertPage> ListAlertsAsync(AlertQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Limit, Math.Clamp(query.Limit, 1, MaxLimit));
        var wanted = new AlertIndexQuery(
            query.Status, query.Severity, query.DeviceId, query.FleetId, NullIfBlank(query.Search), query.Limit, query.Before);
        var page = await index.ListAsync(wanted, CancellationToken.None);
        var states = Read(page.States);
        var next = await HasMoreAsync(wanted, page, states) ? states[^1].AlertId : null;
        return new AlertPage([.. states.Select(state => AlertViews.ToView(state, includeTimeline: false))], page.Total, next);
    }

    public Task<AlertCounts> CountAlertsAsync() => index.CountAsync(CancellationToken.None);

    /// <summary>A full page may be the last one; only the first page tells by the total.</summary>
    private async Task<bool> HasMoreAsync(AlertIndexQuery wanted, AlertIndexPage page, List<AlertState> states)
    {
        if (page.States.Count < wanted.Limit || states.Count == 0)
        {
            return false;
        }

        return wanted.BeforeId is null
            ? page.Total > page.States.Count
            : (await index.ListAsync(wanted with { Limit = 1, BeforeId = states[^1].AlertId }, CancellationToken.None)).States.Count > 0;
    }

    /// <summary>One state that cannot be read must not take the whole list away.</summary>
    private List<AlertState> Read(IReadOnlyList<ReadOnlyMemory<byte>> stored)
    {
        var states = new List<AlertState>(stored.Count);
        foreach (var json in stored)
        {
            try
            {
                if (JsonSerializer.Deserialize<AlertState>(json.Span, StateJson.Options) is { } state)
                {
                    states.Add(state);
                }
            }
            catch (JsonException exception)
            {
                LogUnreadable(logger, exception);
            }
        }

        return states;
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [LoggerMessage(Level = LogLevel.Error, Message = "A stored alert cannot be read and is left out of a list")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
