using System.Net;

namespace FleetActors.StandIns.Refit;

/// <summary>Answers every request with what the test says and keeps what was asked.</summary>
internal sealed class RecordingHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public RecordingHandler(HttpStatusCode status = HttpStatusCode.OK, string body = "{}", string mediaType = "application/json")
        : this(_ => new HttpResponseMessage(status) { Content = new StringContent(body, null, mediaType) })
    {
    }

    public List<SentRequest> Sent { get; } = [];

    public SentRequest Last => Sent[^1];

    public HttpClient ClientFor(string baseAddress) => new(this) { BaseAddress = new Uri(baseAddress) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var length = request.Content?.Headers.ContentLength;
        var type = request.Content?.Headers.ContentType?.ToString();
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        Sent.Add(new SentRequest(request.Method, request.RequestUri!, body, type, length, headers));
        var response = answer(request);
        response.RequestMessage = request;
        return response;
    }
}

/// <summary>One request as it left.</summary>
internal sealed record SentRequest(
    HttpMethod Method,
    Uri Address,
    string? Body,
    string? ContentType,
    long? ContentLength,
    Dictionary<string, string> Headers);
