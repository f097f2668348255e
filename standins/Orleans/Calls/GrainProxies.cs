using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Makes references that carry a grain interface; the class for an interface is made when it is first asked for.</summary>
internal static class GrainProxies
{
    private static readonly ConcurrentDictionary<Type, Lazy<Factory>> Factories = new();

    /// <summary>Makes a reference.</summary>
    public delegate GrainReference Factory(CallOrigin origin, GrainClass grainClass, string key);

    /// <summary>The maker of references of an interface.</summary>
    /// <exception cref="NotSupportedException">The interface has methods that cannot be called from afar.</exception>
    public static Factory Of(Type interfaceType)
        => interfaceType == typeof(IAddressable)
            ? static (origin, grainClass, key) => new GrainReference(origin, grainClass, key)
            : Factories.GetOrAdd(interfaceType, static type => new Lazy<Factory>(() => new ProxyEmitter(type).Emit())).Value;

    /// <summary>The maker of references of an interface known at compile time.</summary>
    public static class For<TGrainInterface>
    {
        public static readonly Factory Create = Of(typeof(TGrainInterface));
    }
}
