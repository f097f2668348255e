using System.Net;
using System.Net.Http.Headers;
using Refit;

namespace FleetActors.Requests;

/// <summary>An answer other than 2xx.</summary>
/// <param name="Body">As text; null when it could not be read.</param>
internal sealed record Refusal(HttpStatusCode Status, HttpResponseHeaders Headers, string? Body)
{
    /// <summary>Null for a 2xx.</summary>
    /// <exception cref="InvalidOperationException">No answer was received: the settings are not those of <see cref="RequestSettings"/>.</exception>
    public static Refusal? Of(IApiResponse response)
    {
        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        return response.HasResponseError(out var error)
            ? new Refusal(error.StatusCode, error.Headers, error.Content)
            : throw new InvalidOperationException("A request without an answer must throw: make its settings with RequestSettings.", response.Error);
    }
}
