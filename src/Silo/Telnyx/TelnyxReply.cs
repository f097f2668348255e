using FleetActors.Telephony;
using FleetActors.Telnyx.Api;

namespace FleetActors.Telnyx;

/// <summary>Either what a 2xx answer held, or what the failure means.</summary>
/// <param name="Meta">Beside lists.</param>
internal readonly record struct TelnyxReply<T>(T? Data, EnvelopeMeta? Meta, TelephonyResult? Failure)
    where T : class
{
    /// <summary>Not a 2xx answer that could be read.</summary>
    public static TelnyxReply<T> Failed(TelephonyResult failure) => new(null, null, failure);

    /// <summary>The result of a command whose answer carries an id; an answer without it is as good as lost.</summary>
    public TelephonyResult ToResult(Func<T, string?> id)
    {
        if (Failure is not null)
        {
            return Failure;
        }

        return Data is not null && id(Data) is { Length: > 0 } named
            ? TelephonyResult.Accepted(named)
            : TelephonyResult.AnswerLost("a 2xx answer without an id");
    }
}
