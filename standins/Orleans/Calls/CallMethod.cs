using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>One method of a grain interface and how calls of it behave.</summary>
internal sealed class CallMethod
{
    public CallMethod(Type interfaceType, MethodInfo method)
    {
        InterfaceType = interfaceType;
        Method = method;
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        HasCancellation = method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CancellationToken));
    }

    /// <summary>The interface it was called through.</summary>
    public Type InterfaceType { get; }

    /// <summary>The method of the interface.</summary>
    public MethodInfo Method { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsReadOnly { get; }

    public bool IsOneWay { get; }

    /// <summary>Whether an argument is a <see cref="CancellationToken"/>.</summary>
    public bool HasCancellation { get; }

    /// <summary>The method's own response timeout, if it has one.</summary>
    public TimeSpan? ResponseTimeout { get; }

    public override string ToString() => $"{InterfaceType.Name}.{Method.Name}";
}
