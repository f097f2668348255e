using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Orleans.TestingHost;

/// <summary>Makes the hosts of test clusters.</summary>
public class TestClusterHostFactory
{
    /// <summary>A silo's host, not yet started.</summary>
    public static IHost CreateSiloHost(string hostName, IConfiguration configuration, Action<IHostBuilder>? postConfigureHostBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = NewHostBuilder(configuration);
        builder.UseOrleans(silo => silo.Services
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30))
            .Configure<SiloOptions>(options => options.SiloName = hostName));
        foreach (var configurator in Configurators(configuration, nameof(TestClusterOptions.SiloBuilderConfiguratorTypes)))
        {
            (configurator as IHostConfigurator)?.Configure(builder);
            if (configurator is ISiloConfigurator siloConfigurator)
            {
                builder.UseOrleans(siloConfigurator.Configure);
            }
        }

        postConfigureHostBuilder?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>A client's host, not yet started.</summary>
    public static IHost CreateClusterClient(string hostName, IConfiguration configuration, Action<IHostBuilder>? postConfigureHostBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = NewHostBuilder(configuration);
        builder.UseOrleansClient();
        foreach (var configurator in Configurators(configuration, nameof(TestClusterOptions.ClientBuilderConfiguratorTypes)))
        {
            (configurator as IHostConfigurator)?.Configure(builder);
            if (configurator is IClientBuilderConfigurator clientConfigurator)
            {
                builder.UseOrleansClient(client => clientConfigurator.Configure(configuration, client));
            }
        }

        postConfigureHostBuilder?.Invoke(builder);
        return builder.Build();
    }

    private static HostBuilder NewHostBuilder(IConfiguration configuration)
    {
        var builder = new HostBuilder();
        builder.UseEnvironment(Environments.Development);
        builder.Properties["Configuration"] = configuration;
        builder.ConfigureHostConfiguration(configurationBuilder => configurationBuilder.AddConfiguration(configuration));
        return builder;
    }

    private static IEnumerable<object> Configurators(IConfiguration configuration, string section)
        => from name in configuration.GetSection(section).Get<string[]>() ?? []
           where !string.IsNullOrWhiteSpace(name)
           select Activator.CreateInstance(Type.GetType(name, throwOnError: true)!)!;
}
