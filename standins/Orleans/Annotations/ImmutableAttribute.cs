namespace Orleans;

/// <summary>
/// The marked value is never changed after it was made, so it needs no defensive copy.
/// The stand-in copies nothing at all: every argument and result must honour this, marked or not.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property
    | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
