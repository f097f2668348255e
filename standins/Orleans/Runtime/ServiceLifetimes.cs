using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Tells singletons from services that need a scope, by the host's registrations.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    /// <summary>Whether every way to get the service gives the same object; false when that cannot be told.</summary>
    public bool IsSingleton(Type type, object? key)
    {
        if (type == typeof(IServiceScopeFactory))
        {
            return true;
        }

        return Find(type, key) is { Lifetime: ServiceLifetime.Singleton };
    }

    private ServiceDescriptor? Find(Type type, object? key)
        => Last(type, key) ?? (type.IsConstructedGenericType ? Last(type.GetGenericTypeDefinition(), key) : null);

    private ServiceDescriptor? Last(Type type, object? key)
        => services.LastOrDefault(descriptor => descriptor.ServiceType == type && Equals(descriptor.ServiceKey, key))
            ?? (key is null ? null : services.LastOrDefault(descriptor => descriptor.ServiceType == type && Equals(descriptor.ServiceKey, KeyedService.AnyKey)));
}
