using System.Reflection;

namespace FleetActors.Support;

/// <summary>A grain factory whose grains are made by the test: one function per interface, from key to grain.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly Dictionary<Type, Func<object, object>> _makers = [];

    /// <summary>An empty factory; a grain that was not arranged throws.</summary>
    public static FakeGrains Create() => (FakeGrains)(object)Create<IGrainFactory, FakeGrains>();

    /// <summary>Arranges the grains of one interface.</summary>
    public FakeGrains With<TGrain>(Func<object, TGrain> make)
        where TGrain : class
    {
        _makers[typeof(TGrain)] = key => make(key);
        return this;
    }

    /// <summary>As the code under test sees it.</summary>
    public IGrainFactory Factory => (IGrainFactory)(object)this;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.GetGenericArguments() is [var grain] ? grain : (Type)args![0]!;
        return _makers.TryGetValue(type, out var make)
            ? make(args![0]!)
            : throw new InvalidOperationException($"The test arranged no {type.Name}.");
    }
}
