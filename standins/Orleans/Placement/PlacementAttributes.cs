namespace Orleans.Placement;

/// <summary>Where new activations go. With one process there is no choice, so every such attribute is accepted and changes nothing.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute;

/// <summary>New activations go to a random silo.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RandomPlacementAttribute : PlacementAttribute;

/// <summary>New activations go to the silo that asked first.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute : PlacementAttribute;

/// <summary>New activations go where the hash of their key says.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class HashBasedPlacementAttribute : PlacementAttribute;

/// <summary>New activations go to the silo with the fewest.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ActivationCountBasedPlacementAttribute : PlacementAttribute;

/// <summary>New activations go to the silo with the most free memory and processor time.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ResourceOptimizedPlacementAttribute : PlacementAttribute;

/// <summary>New activations go to a silo of the role that their key names.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class SiloRoleBasedPlacementAttribute : PlacementAttribute;

/// <summary>Activations are never moved to another silo.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any) : Attribute
{
    /// <summary>Which movers leave it alone.</summary>
    public ImmovableKind Kind { get; } = kind;
}

/// <summary>Movers of activations.</summary>
[Flags]
public enum ImmovableKind : byte
{
    /// <summary>The one that brings talkative activations together.</summary>
    Repartitioner = 1,

    /// <summary>The one that spreads load.</summary>
    Rebalancer = 2,

    /// <summary>Both.</summary>
    Any = 3,
}
