using System.Net.Http.Headers;
using FleetActors.Requests;
using Microsoft.Extensions.Options;
using Refit;

namespace FleetActors.Deepgram.Batch;

/// <summary>The connections that carry recordings, with the key on every request.</summary>
internal sealed class DeepgramTransport : IDisposable
{
    private const long LargestAnswer = 32 * 1024 * 1024;
    private readonly HttpClient _client;

    public DeepgramTransport(IOptions<DeepgramOptions> options)
    {
        var settings = options.Value;
        var address = new Uri(settings.BaseUrl.TrimEnd('/'));
        var sockets = new SocketsHttpHandler
        {
            // A redirected POST would become a GET, and the key would follow it.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !address.IsLoopback,
            ConnectTimeout = settings.ConnectTimeout,
            MaxConnectionsPerServer = settings.BatchConcurrency,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _client = new HttpClient(new ConnectionFailureHandler(sockets))
        {
            BaseAddress = address,
            // The transcriber has the limit, on its own clock.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", settings.ApiKey);
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public IDeepgramApi Api() => RestService.For<IDeepgramApi>(_client, RequestSettings.For(new SystemTextJsonContentSerializer()));

    public void Dispose() => _client.Dispose();
}
