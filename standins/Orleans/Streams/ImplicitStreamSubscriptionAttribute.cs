namespace Orleans;

/// <summary>Grains of the marked class receive every stream of a namespace, each stream by the grain whose key is the stream's key.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute : Attribute
{
    /// <summary>All streams.</summary>
    public ImplicitStreamSubscriptionAttribute()
    {
    }

    /// <summary>Streams of this namespace.</summary>
    public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
    {
        Namespace = streamNamespace;
    }

    internal string? Namespace { get; }
}
