using System.Reflection;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>The method a class names by <see cref="MayInterleaveAttribute"/>.</summary>
internal static class InterleavePredicate
{
    public static Func<object?, GrainCall, bool>? Find(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>()?.CallbackMethodName is not { } name)
        {
            return null;
        }

        var method = type.GetMethod(
            name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy);
        if (method is null || method.ReturnType != typeof(bool) || method.GetParameters() is not [{ ParameterType: var parameter }] || parameter != typeof(IInvokable))
        {
            throw new InvalidOperationException($"Class {type.FullName} doesn't declare a method {name} that takes one {nameof(IInvokable)} and gives bool.");
        }

        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, call) => predicate(new InvokedCall(call));
        }

        return (instance, call) => (bool)method.Invoke(instance, [new InvokedCall(call)])!;
    }
}
