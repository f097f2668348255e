using Refit;

namespace FleetActors.Requests;

/// <summary>How every Refit interface of ours is called.</summary>
internal static class RequestSettings
{
    /// <summary>
    /// What the connection throws is thrown on as it is: whether a request left this machine is read from the exception's type, and an answer
    /// that is returned was received.
    /// </summary>
    public static RefitSettings For(IHttpContentSerializer serializer) => new(serializer) { TransportExceptionFactory = (_, failure, _) => failure };
}
