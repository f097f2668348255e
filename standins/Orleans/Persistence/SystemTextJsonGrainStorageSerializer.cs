using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace Orleans.Serialization
{
    /// <summary>How states are written as JSON.</summary>
    public sealed class SystemTextJsonGrainStorageSerializerOptions
    {
        /// <summary>The writer's options.</summary>
        public JsonSerializerOptions JsonSerializerOptions { get; } = new();
    }
}

namespace Orleans.Storage
{
    /// <summary>States as JSON of System.Text.Json.</summary>
    public sealed class SystemTextJsonGrainStorageSerializer(IOptions<SystemTextJsonGrainStorageSerializerOptions> options) : IGrainStorageStreamingSerializer
    {
        private readonly JsonSerializerOptions _options = options.Value.JsonSerializerOptions;

        /// <inheritdoc/>
        public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, _options));

        /// <inheritdoc/>
        public T? Deserialize<T>(BinaryData input)
        {
            ArgumentNullException.ThrowIfNull(input);
            return JsonSerializer.Deserialize<T>(input.ToMemory().Span, _options);
        }

        /// <inheritdoc/>
        public async ValueTask SerializeAsync<T>(T? input, Stream destination, CancellationToken cancellationToken = default)
            => await JsonSerializer.SerializeAsync(destination, input, _options, cancellationToken);

        /// <inheritdoc/>
        public ValueTask<T?> DeserializeAsync<T>(Stream input, CancellationToken cancellationToken = default)
            => JsonSerializer.DeserializeAsync<T>(input, _options, cancellationToken);
    }
}

namespace Orleans.Hosting
{
    /// <summary>Chooses the serialiser of states.</summary>
    public static class SystemTextJsonSerializerExtensions
    {
        /// <summary>States are written as JSON of System.Text.Json; in the stand-in that is so anyway.</summary>
        public static ISiloBuilder UseSystemTextJsonGrainStorageSerializer(this ISiloBuilder siloBuilder)
        {
            ArgumentNullException.ThrowIfNull(siloBuilder);
            siloBuilder.Services.AddSingleton<Storage.IGrainStorageSerializer, Storage.SystemTextJsonGrainStorageSerializer>();
            return siloBuilder;
        }
    }
}
