using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetActors.Requests;
using Microsoft.Extensions.Options;
using Refit;

namespace FleetActors.Telnyx.Http;

/// <summary>The one pool of connections to Telnyx, with the key on every request.</summary>
internal sealed class TelnyxTransport : IDisposable
{
    private const long LargestAnswer = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient _client;

    public TelnyxTransport(IOptions<TelnyxOptions> options)
    {
        var settings = options.Value;
        var sockets = new SocketsHttpHandler
        {
            // A redirected POST would become a GET, and the key would follow it.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = settings.ConnectTimeout,
            MaxConnectionsPerServer = settings.MaxConnections,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        };
        _client = new HttpClient(new ExchangeHandler(LargestAnswer, new ConnectionFailureHandler(sockets)))
        {
            // Refit joins the base path and the method's path as they are.
            BaseAddress = new Uri(settings.BaseUrl.TrimEnd('/')),
            // Each caller has its own limit, on its own clock.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>A Refit interface over the pool: snake case, absent instead of null, bodies with a length.</summary>
    public T Api<T>()
    {
        var settings = RequestSettings.For(new SystemTextJsonContentSerializer(Json));
        settings.Buffered = true;
        return RestService.For<T>(_client, settings);
    }

    public void Dispose() => _client.Dispose();
}
