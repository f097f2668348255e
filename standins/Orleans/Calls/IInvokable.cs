using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Serialization.Invocation;

/// <summary>A call as filters and interleaving predicates see it. The part of the real interface that reads.</summary>
public interface IInvokable
{
    /// <summary>Number of arguments.</summary>
    int GetArgumentCount();

    /// <summary>An argument.</summary>
    object? GetArgument(int index);

    /// <summary>Name of the method.</summary>
    string GetMethodName();

    /// <summary>Name of the interface.</summary>
    string GetInterfaceName();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>The method of the interface.</summary>
    MethodInfo GetMethod();
}

internal sealed class InvokedCall(GrainCall call) : IInvokable
{
    public int GetArgumentCount() => call.ArgumentCount;

    public object? GetArgument(int index) => call.GetArgument(index);

    public string GetMethodName() => call.Method.Method.Name;

    public string GetInterfaceName() => call.Method.InterfaceType.FullName ?? call.Method.InterfaceType.Name;

    public Type GetInterfaceType() => call.Method.InterfaceType;

    public MethodInfo GetMethod() => call.Method.Method;
}
