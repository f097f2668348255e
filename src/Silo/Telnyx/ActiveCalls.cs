using FleetActors.Telephony;
using FleetActors.Telnyx.Api;

namespace FleetActors.Telnyx;

/// <summary>Finds a live leg by its client state, through every page of the connection's active calls.</summary>
internal sealed class ActiveCalls(ITelnyxApi api, TelnyxExchange exchange, string connection)
{
    private const int PageSize = 250;
    private const int MostPages = 400;

    /// <exception cref="TelephonyUnavailableException">A page could not be read, or the list does not end.</exception>
    public async Task<LiveCall?> FindAsync(string clientState, CancellationToken token)
    {
        var wanted = TelnyxRequests.Encode(clientState);
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var cursor = after;
            var reply = await exchange.RunAsync(ct => api.ListActiveCallsAsync(connection, PageSize, cursor, ct), names: false, token)
                .ConfigureAwait(false);
            if (reply.Failure is { } failure)
            {
                throw new TelephonyUnavailableException($"Active calls cannot be listed: {failure.Reason}");
            }

            var calls = reply.Data!;
            if (Array.Find(calls, call => call?.ClientState == wanted && call.CallControlId is { Length: > 0 }) is { } found)
            {
                return new LiveCall(found.CallControlId!, clientState);
            }

            var next = reply.Meta?.Cursors?.After;

            // The last page may name itself as the next one.
            if (calls.Length == 0 || string.IsNullOrEmpty(next) || next == after)
            {
                return null;
            }

            after = next;
        }

        throw new TelephonyUnavailableException($"Active calls did not end after {MostPages} pages.");
    }
}
