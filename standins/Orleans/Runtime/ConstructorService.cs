using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>A service that a grain class takes in its constructor.</summary>
internal sealed class ConstructorService
{
    private readonly ParameterInfo _parameter;

    private readonly object? _key;

    private readonly bool _isSingleton;

    private object? _singleton;

    public ConstructorService(ParameterInfo parameter, Engine engine)
    {
        _parameter = parameter;
        _key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        _isSingleton = engine.IsSingleton(parameter.ParameterType, _key);
    }

    /// <summary>
    /// The service for an activation. Singletons are asked for once. Only other services need a scope, which lives as long as the activation
    /// and costs memory.
    /// </summary>
    public object? Resolve(Activation activation)
    {
        if (!_isSingleton)
        {
            return Resolve(activation.ActivationServices);
        }

        return _singleton ??= Resolve(activation.Class.Engine.Services);
    }

    private object? Resolve(IServiceProvider services)
    {
        var type = _parameter.ParameterType;
        var service = _key is null ? services.GetService(type) : ((IKeyedServiceProvider)services).GetKeyedService(type, _key);
        return service
            ?? (_parameter.HasDefaultValue
                ? _parameter.DefaultValue
                : throw new InvalidOperationException($"Unable to resolve service for type '{type}' while attempting to activate '{_parameter.Member.DeclaringType}'."));
    }
}
