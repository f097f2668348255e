using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references for calls from one origin.</summary>
internal class GrainFactory(CallOrigin origin) : IGrainFactory
{
    private readonly ObserverReferences _observers = new(origin);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Reference<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey
        => Reference<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey).Text, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey
        => Reference<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey).Text, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return Reference<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey, keyExtension).Text, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return Reference<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey, keyExtension).Text, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable
        => (TGrainInterface)(IAddressable)GrainProxies.For<TGrainInterface>.Create(origin, origin.Engine.Classes.Find(grainId.Type), grainId.Key.Text);

    public IAddressable GetGrain(GrainId grainId) => new GrainReference(origin, origin.Engine.Classes.Find(grainId.Type), grainId.Key.Text);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType)
    {
        var grainClass = origin.Engine.Classes.Find(grainId.Type);
        var type = grainClass.Type.GetInterfaces().FirstOrDefault(candidate => InterfaceNames.Of(candidate) == interfaceType)
            ?? throw new ArgumentException($"Grain class {grainClass.Type} has no interface named {interfaceType}.", nameof(interfaceType));
        return GrainProxies.Of(type)(origin, grainClass, grainId.Key.Text);
    }

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => Reference(interfaceType, grainKey.Text, null);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix)
        => Reference(interfaceType, grainKey.Text, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(grainPrimaryKey);
        return (IGrain)Reference(grainInterfaceType, grainPrimaryKey, null);
    }

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey)
        => (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey).Text, null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension)
        => (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, keyExtension).Text, null);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey)
        => (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey).Text, null);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension)
        => (IGrain)Reference(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, keyExtension).Text, null);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
        => (TGrainObserverInterface)(IAddressable)_observers.Add(typeof(TGrainObserverInterface), obj);

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
        => _observers.Remove(obj);

    private TGrainInterface Reference<TGrainInterface>(string key, string? prefix)
    {
        // Through IAddressable, because the compiler knows no conversion from the class of references to an unknown interface.
        IAddressable reference = GrainProxies.For<TGrainInterface>.Create(origin, origin.Engine.Classes.Find(typeof(TGrainInterface), prefix), key);
        return (TGrainInterface)reference;
    }

    private GrainReference Reference(Type interfaceType, string key, string? prefix)
        => GrainProxies.Of(interfaceType)(origin, origin.Engine.Classes.Find(interfaceType, prefix), key);
}

/// <summary>The factory of a client's host, or of a silo's own.</summary>
internal sealed class ClusterClient(CallOrigin origin, IServiceProvider services) : GrainFactory(origin), IClusterClient
{
    public IServiceProvider ServiceProvider { get; } = services;
}
