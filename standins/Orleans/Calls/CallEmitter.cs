using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Runtime;

/// <summary>Makes the call class of one method: a field for each argument, and the code that hands them to the grain.</summary>
internal sealed class CallEmitter
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private const MethodAttributes Override = MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private readonly CallKind _kind;

    private readonly MethodInfo _method;

    private readonly Type _class;

    private readonly FieldInfo[] _arguments;

    public CallEmitter(ModuleBuilder module, CallKind kind, MethodInfo method, Type[] types)
    {
        _kind = kind;
        _method = method;
        var number = module.GetTypes().Length;
        var builder = module.DefineType(
            string.Create(CultureInfo.InvariantCulture, $"{method.Name}Call{number}"), TypeAttributes.Public | TypeAttributes.Sealed, kind.Base);
        FieldInfo[] arguments = [.. types.Select((type, i) => builder.DefineField(string.Create(CultureInfo.InvariantCulture, $"Argument{i}"), type, FieldAttributes.Public))];
        if (IsCall)
        {
            builder.DefineField("Info", typeof(CallMethod), FieldAttributes.Public | FieldAttributes.Static);
        }

        EmitConstructor(builder);
        EmitInvoke(builder, arguments);
        if (IsCall)
        {
            EmitArguments(builder, arguments);
            EmitCancellation(builder, arguments);
        }

        _class = builder.CreateType();
        _arguments = [.. arguments.Select(argument => _class.GetField(argument.Name)!)];
    }

    private bool IsCall => typeof(GrainCall).IsAssignableFrom(_kind.Base);

    /// <summary>In a method of the proxy: makes the call from the method's arguments and leaves it on the stack.</summary>
    public void EmitNew(ILGenerator il, Type interfaceType)
    {
        if (IsCall)
        {
            var info = _class.GetField("Info")!;
            info.SetValue(null, new CallMethod(interfaceType, _method));
            il.Emit(OpCodes.Ldsfld, info);
        }

        il.Emit(OpCodes.Newobj, _class.GetConstructors()[0]);
        for (var i = 0; i < _arguments.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            il.Emit(OpCodes.Stfld, _arguments[i]);
        }
    }

    private void EmitConstructor(TypeBuilder builder)
    {
        var parent = _kind.Base.GetConstructors(Members)[0];
        var parameters = parent.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var il = builder.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        if (parameters.Length > 0)
        {
            il.Emit(OpCodes.Ldarg_1);
        }

        il.Emit(OpCodes.Call, parent);
        il.Emit(OpCodes.Ret);
    }

    private void EmitInvoke(TypeBuilder builder, FieldInfo[] arguments)
    {
        var parent = _kind.Base.GetMethod("Invoke", Members)!;
        var invoke = builder.DefineMethod(
            parent.Name, (parent.Attributes & MethodAttributes.MemberAccessMask) | Override, parent.ReturnType, [typeof(object)]);
        var il = invoke.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, _method.DeclaringType!);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }

        il.Emit(OpCodes.Callvirt, _method);
        _kind.EmitOutcome(il);
        il.Emit(OpCodes.Ret);
        builder.DefineMethodOverride(invoke, parent);
    }

    private static void EmitArguments(TypeBuilder builder, FieldInfo[] arguments)
    {
        if (arguments.Length == 0)
        {
            return;
        }

        var count = OverrideOf(builder, typeof(GrainCall).GetProperty(nameof(GrainCall.ArgumentCount))!.GetMethod!, []);
        count.Emit(OpCodes.Ldc_I4, arguments.Length);
        count.Emit(OpCodes.Ret);

        var get = OverrideOf(builder, typeof(GrainCall).GetMethod(nameof(GrainCall.GetArgument))!, [typeof(int)]);
        var cases = arguments.Select(_ => get.DefineLabel()).ToArray();
        get.Emit(OpCodes.Ldarg_1);
        get.Emit(OpCodes.Switch, cases);
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldarg_1);
        get.Emit(OpCodes.Call, typeof(GrainCall).GetMethod(nameof(GrainCall.GetArgument))!);
        get.Emit(OpCodes.Ret);
        for (var i = 0; i < arguments.Length; i++)
        {
            get.MarkLabel(cases[i]);
            get.Emit(OpCodes.Ldarg_0);
            get.Emit(OpCodes.Ldfld, arguments[i]);
            get.Emit(OpCodes.Box, arguments[i].FieldType);
            get.Emit(OpCodes.Ret);
        }
    }

    private static void EmitCancellation(TypeBuilder builder, FieldInfo[] arguments)
    {
        if (arguments.FirstOrDefault(argument => argument.FieldType == typeof(CancellationToken)) is not { } token)
        {
            return;
        }

        var get = OverrideOf(builder, typeof(GrainCall).GetMethod(nameof(GrainCall.GetCancellation))!, []);
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, token);
        get.Emit(OpCodes.Ret);
    }

    private static ILGenerator OverrideOf(TypeBuilder builder, MethodInfo parent, Type[] parameters)
    {
        var method = builder.DefineMethod(parent.Name, MethodAttributes.Public | Override, parent.ReturnType, parameters);
        builder.DefineMethodOverride(method, parent);
        return method.GetILGenerator();
    }
}
