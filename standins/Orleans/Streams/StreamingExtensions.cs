using Orleans.Streams;

namespace Orleans
{
    /// <summary>Streams for grains.</summary>
    public static class GrainStreamingExtensions
    {
        /// <summary>A stream provider by name.</summary>
        /// <exception cref="KeyNotFoundException">There is no such provider.</exception>
        public static IStreamProvider GetStreamProvider(this Grain grain, string name) => ((IGrainBase)grain).GetStreamProvider(name);

        /// <inheritdoc cref="GetStreamProvider(Grain, string)"/>
        public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name)
        {
            ArgumentNullException.ThrowIfNull(grain);
            return MemoryStreamProvider.Find(grain.GrainContext.ActivationServices, name);
        }
    }

    /// <summary>Streams for clients.</summary>
    public static class ClientStreamingExtensions
    {
        /// <inheritdoc cref="GrainStreamingExtensions.GetStreamProvider(Grain, string)"/>
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name)
        {
            ArgumentNullException.ThrowIfNull(client);
            return MemoryStreamProvider.Find(client.ServiceProvider, name);
        }
    }
}

namespace Orleans.Hosting
{
    /// <summary>Marks settings of memory streams; there are none here.</summary>
    public interface ISiloMemoryStreamConfigurator;

    /// <summary>Marks settings of memory streams; there are none here.</summary>
    public interface IClusterClientMemoryStreamConfigurator;

    /// <summary>Adds streams within the process to a silo.</summary>
    public static class SiloBuilderMemoryStreamExtensions
    {
        /// <summary>Adds a provider of this name. Items live in memory until they are delivered; a stop loses the rest.</summary>
        public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            MemoryStreamProvider.Add(builder.Services, name);
            return builder;
        }
    }

    /// <summary>Adds streams within the process to a client.</summary>
    public static class ClientBuilderStreamingExtensions
    {
        /// <summary>Adds a provider of this name; it is the one of the silo the client reaches.</summary>
        public static IClientBuilder AddMemoryStreams(this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            MemoryStreamProvider.Add(builder.Services, name);
            return builder;
        }
    }
}
