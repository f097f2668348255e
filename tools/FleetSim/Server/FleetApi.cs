using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetActors.FleetSim.Server;

/// <summary>The server's HTTP API, as plain JSON. Every request that the server does not answer with success throws.</summary>
internal sealed class FleetApi : IDisposable
{
    private const int ShownOfBody = 400;
    private readonly HttpClient _http;

    /// <param name="key">API key, or null for a server that has none.</param>
    public FleetApi(Uri url, string? key)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(15) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>The object at a path.</summary>
    /// <exception cref="ServerFailureException">No answer, or not a success.</exception>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonObject> PutAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, body, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, cancellationToken);

    /// <summary>Deletes what is at a path; nothing being there is fine.</summary>
    /// <exception cref="ServerFailureException">No answer, or a refusal.</exception>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            await ThrowUnlessSuccessAsync(response, cancellationToken);
        }
    }

    /// <summary>Whether there is anything at a path.</summary>
    /// <exception cref="ServerFailureException">No answer.</exception>
    public async Task<bool> HasAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);
        return response.IsSuccessStatusCode;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await SendAsync(request, cancellationToken);
        await ThrowUnlessSuccessAsync(response, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException broken)
        {
            throw new ServerFailureException($"{method} {path} answered something other than a JSON object: {Shown(text)}", broken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception lost) when (lost is HttpRequestException or SocketException)
        {
            throw new ServerFailureException($"{request.Method} {_http.BaseAddress}{request.RequestUri} got no answer: {lost.Message}", lost);
        }
        catch (TaskCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServerFailureException($"{request.Method} {_http.BaseAddress}{request.RequestUri} got no answer within {_http.Timeout.TotalSeconds} s.", slow);
        }
    }

    private static async Task ThrowUnlessSuccessAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var request = response.RequestMessage!;
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new ServerFailureException($"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {Shown(text)}");
        }
    }

    private static string Shown(string text) => text.Length <= ShownOfBody ? text : text[..ShownOfBody] + "...";
}
