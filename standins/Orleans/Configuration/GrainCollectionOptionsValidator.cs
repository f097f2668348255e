using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Refuses collection settings that cannot work.</summary>
internal sealed class GrainCollectionOptionsValidator(IOptions<GrainCollectionOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var value = options.Value;
        Require(value.CollectionQuantum > TimeSpan.Zero, $"{nameof(value.CollectionQuantum)} must be greater than zero, but is {value.CollectionQuantum}.");
        Require(
            value.CollectionAge > value.CollectionQuantum,
            $"{nameof(value.CollectionAge)} ({value.CollectionAge}) must be greater than {nameof(value.CollectionQuantum)} ({value.CollectionQuantum}).");
        foreach (var (name, age) in value.ClassSpecificCollectionAge)
        {
            Require(age > value.CollectionQuantum, $"The collection age of {name} ({age}) must be greater than {nameof(value.CollectionQuantum)} ({value.CollectionQuantum}).");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new OrleansConfigurationException($"{nameof(GrainCollectionOptions)}: {message}");
        }
    }
}
