using System.Reflection;
using System.Reflection.Emit;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>How methods of one return type are sent.</summary>
/// <param name="Base">Base of the call classes.</param>
/// <param name="Send">Method of <see cref="GrainReference"/> that sends them.</param>
/// <param name="Return">Return type of the method.</param>
internal sealed record CallKind(Type Base, MethodInfo Send, Type Return)
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Whether nobody waits for the call.</summary>
    public bool IsUnanswered => Base == typeof(UnansweredCall);

    /// <summary>The kind of a method.</summary>
    /// <exception cref="NotSupportedException">It returns something no call can bring back.</exception>
    public static CallKind Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void) || method.IsDefined(typeof(OneWayAttribute)))
        {
            return new CallKind(typeof(UnansweredCall), Sender(nameof(GrainReference.SendUnanswered)), type);
        }

        if (type == typeof(Task))
        {
            return new CallKind(typeof(TaskCall), Sender(nameof(GrainReference.SendTask)), type);
        }

        if (type == typeof(ValueTask))
        {
            return new CallKind(typeof(ValueTaskCall), Sender(nameof(GrainReference.SendValueTask)), type);
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition == typeof(Task<>))
        {
            return Generic(typeof(TaskCall<>), nameof(GrainReference.SendTaskOf), type);
        }

        if (definition == typeof(ValueTask<>))
        {
            return Generic(typeof(ValueTaskCall<>), nameof(GrainReference.SendValueTaskOf), type);
        }

        if (definition == typeof(IAsyncEnumerable<>))
        {
            return Generic(typeof(EnumerationRequest<>), nameof(GrainReference.SendEnumeration), type);
        }

        throw new NotSupportedException(
            $"{method.DeclaringType}.{method.Name}: grain methods return Task, ValueTask, IAsyncEnumerable or void, not {type}.");
    }

    /// <summary>Leaves the proxy's method with what the sender gave, or with an ended task if nobody waits.</summary>
    public void EmitReturn(ILGenerator il)
    {
        if (IsUnanswered && Return == typeof(Task))
        {
            il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
        }
        else if (IsUnanswered && Return != typeof(void))
        {
            var ended = il.DeclareLocal(Return);
            il.Emit(OpCodes.Ldloca, ended);
            il.Emit(OpCodes.Initobj, Return);
            il.Emit(OpCodes.Ldloc, ended);
        }

        il.Emit(OpCodes.Ret);
    }

    /// <summary>Turns what the grain's method gave into what the call class gives back.</summary>
    public void EmitOutcome(ILGenerator il)
    {
        if (!IsUnanswered)
        {
            return;
        }

        if (Return == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (Return.IsValueType)
        {
            var task = il.DeclareLocal(Return);
            il.Emit(OpCodes.Stloc, task);
            il.Emit(OpCodes.Ldloca, task);
            il.Emit(OpCodes.Call, Return.GetMethod(nameof(ValueTask.AsTask))!);
        }
    }

    private static CallKind Generic(Type baseType, string sender, Type type)
    {
        var arguments = type.GetGenericArguments();
        return new CallKind(baseType.MakeGenericType(arguments), Sender(sender).MakeGenericMethod(arguments), type);
    }

    private static MethodInfo Sender(string name) => typeof(GrainReference).GetMethod(name, Internal)!;
}
