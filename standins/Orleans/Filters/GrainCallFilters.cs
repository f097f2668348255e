using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call as filters see it.</summary>
public interface IGrainCallContext
{
    /// <summary>The call's method and arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain object.</summary>
    object Grain { get; }

    /// <summary>Identity of the grain called.</summary>
    GrainId TargetId { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>Name of the interface.</summary>
    string InterfaceName { get; }

    /// <summary>Name of the method.</summary>
    string MethodName { get; }

    /// <summary>What the call gave, once it has run; may be replaced by a value of the same type.</summary>
    object? Result { get; set; }

    /// <summary>Runs the next filter, at last the method.</summary>
    Task Invoke();
}

/// <summary>A call at the grain's side.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }

    /// <summary>The activation.</summary>
    IGrainContext TargetContext { get; }
}

/// <summary>Runs around calls at the grain's side, as part of the turn. Register it as a service, or have a grain class implement it for its own calls.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Does its work and calls <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>A filter as a function.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);
