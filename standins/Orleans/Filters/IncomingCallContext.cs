using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Leads a call through the filters to its method.</summary>
internal sealed class IncomingCallContext(GrainCall call, object instance, IIncomingGrainCallFilter[] filters, Func<Task<object?>> invokeMethod)
    : IIncomingGrainCallContext
{
    private int _next;

    public IInvokable Request { get; } = new InvokedCall(call);

    public object Grain => instance;

    public GrainId TargetId => call.Activation!.GrainId;

    public IGrainContext TargetContext => call.Activation!;

    public MethodInfo InterfaceMethod => call.Method.Method;

    public string InterfaceName => call.Method.InterfaceType.FullName ?? call.Method.InterfaceType.Name;

    public string MethodName => call.Method.Method.Name;

    public object? Result { get; set; }

    public MethodInfo ImplementationMethod
    {
        get
        {
            var declaring = InterfaceMethod.DeclaringType!;
            if (!declaring.IsAssignableFrom(instance.GetType()))
            {
                return InterfaceMethod;
            }

            var map = instance.GetType().GetInterfaceMap(declaring);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public async Task Invoke()
    {
        if (_next < filters.Length)
        {
            await filters[_next++].Invoke(this);
            return;
        }

        Result = await invokeMethod();
    }
}
