namespace FleetActors.Telnyx.Http;

/// <summary>The request never left this machine: no connection, no name, no time. Nothing happened at the other end.</summary>
internal sealed class RequestNotSentException(Exception reason)
    : HttpRequestException(HttpRequestError.ConnectionError, $"The request was not sent: {reason.Message}", reason);
