using System.Globalization;
using FleetActors.Calls;
using FleetActors.Http;
using FleetActors.Security;
using FleetActors.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Media;

/// <summary>
/// Decides before the upgrade whether a media socket may be opened: only with the token of a call that runs. The one exception changes nothing and hears
/// nothing: on a server without keys, for its own machine, a socket without any token may be tried out.
/// </summary>
internal sealed class MediaDoor(IGrainFactory grains, FrontOptions options, MediaLimits limits) : IDisposable
{
    private const int MinToken = 16;
    private const int MaxToken = 128;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // Whoever guesses makes calls look up their tokens; guesses must not be all that they do.
    private readonly SemaphoreSlim _checks = new(limits.MaxChecks);
    private int _trials;

    /// <summary>The call, or a trial without one, or why not.</summary>
    public async Task<Admission> AdmitAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (call, token) = (request.Query["call"].ToString(), request.Query["token"].ToString());
        if (call.Length == 0 && token.Length == 0 && MayBeTried(request))
        {
            var trial = new Admission(null, null, () => Interlocked.Decrement(ref _trials));
            if (Interlocked.Increment(ref _trials) <= limits.MaxTrials)
            {
                return trial;
            }

            trial.Dispose();
            return Refuse(Busy(request));
        }

        if (!CallId.IsWellFormed(call) || token.Length is < MinToken or > MaxToken)
        {
            return Refuse(Problems.Unauthorized("no valid token", "A media socket is opened with the address given to the provider, which holds the call and its token."));
        }

        if (!await _checks.WaitAsync(LongestWait, cancellationToken))
        {
            return Refuse(Busy(request));
        }

        try
        {
            var grain = grains.Call(call);
            var opening = await grain.CheckTokenAsync(token);

            // One answer for all of it, or it would tell which calls there are.
            return opening.Accepted
                ? new Admission(new MediaCall(call, grain, token), null, null)
                : Refuse(Problems.Of(StatusCodes.Status403Forbidden, "wrong token", "There is no running call with this token."));
        }
        finally
        {
            _checks.Release();
        }
    }

    public void Dispose() => _checks.Dispose();

    private bool MayBeTried(HttpRequest request) => options is { IsLoopbackOnly: true, ApiKeys.Count: 0 } && LoopbackGuardMiddleware.IsOwnMachine(request);

    private static Admission Refuse(ProblemHttpResult problem) => new(null, problem, null);

    private static ProblemHttpResult Busy(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "unavailable", "Too many sockets are being opened. Try again.");
    }
}

/// <summary>What the door says. To be disposed when the socket is closed.</summary>
/// <param name="Call">Null for a trial.</param>
/// <param name="Refusal">Null when the socket may be opened.</param>
internal sealed record Admission(MediaCall? Call, ProblemHttpResult? Refusal, Action? Leave) : IDisposable
{
    public void Dispose() => Leave?.Invoke();
}
