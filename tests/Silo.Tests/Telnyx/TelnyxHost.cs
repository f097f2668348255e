using FleetActors.Alerts;
using FleetActors.Telephony;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetActors.Telnyx;

/// <summary>The adapter, registered as the product registers it, against an address.</summary>
internal sealed class TelnyxHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TelnyxHost(string baseUrl, TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["TELNYX_API_KEY"] = "KEY-for-tests",
                ["ALERT_NUMBER"] = "+15550100200",
                ["CONNECTION_ID"] = "1494404757140276705",
                ["Telnyx:BaseUrl"] = baseUrl,
            })
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        if (clock is not null)
        {
            services.AddSingleton(clock);
        }

        _services = services.AddTelnyx(configuration).BuildServiceProvider(validateScopes: true);
    }

    public RecordedLog Log { get; } = new();

    public ITelephony Telephony => _services.GetRequiredService<ITelephony>();

    public ISeverityClassifier Classifier => _services.GetRequiredService<ISeverityClassifier>();

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();
}
