using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Makes the reference class of one grain interface: a class that turns every method call into a call object of a class of its own.</summary>
internal sealed class ProxyEmitter
{
    private static readonly Type[] ReferenceParameters = [typeof(CallOrigin), typeof(GrainClass), typeof(string)];

    private static readonly ConstructorInfo ReferenceConstructor =
        typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, ReferenceParameters)!;

    private readonly Type _interface;

    private readonly ModuleBuilder _module;

    private readonly AssemblyBuilder _assembly;

    private readonly HashSet<Assembly> _opened = [];

    public ProxyEmitter(Type interfaceType)
    {
        if (!interfaceType.IsInterface || !typeof(IAddressable).IsAssignableFrom(interfaceType))
        {
            throw new ArgumentException($"{interfaceType} is not a grain interface.", nameof(interfaceType));
        }

        _interface = interfaceType;
        _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"{interfaceType.FullName}.References"), AssemblyBuilderAccess.Run);
        _module = _assembly.DefineDynamicModule("References");
        Open(typeof(GrainReference));
    }

    /// <summary>Makes the class.</summary>
    public GrainProxies.Factory Emit()
    {
        Open(_interface);
        var proxy = _module.DefineType($"{_interface.Name}Reference", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference), [_interface]);
        EmitConstructor(proxy);
        EmitInterfaceName(proxy);
        foreach (var method in Methods())
        {
            EmitMethod(proxy, method);
        }

        return CompileFactory(proxy.CreateType());
    }

    private static GrainProxies.Factory CompileFactory(Type proxy)
    {
        var factory = new DynamicMethod("Create", typeof(GrainReference), ReferenceParameters, proxy.Module, skipVisibility: true);
        var il = factory.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Newobj, proxy.GetConstructor(ReferenceParameters)!);
        il.Emit(OpCodes.Ret);
        return factory.CreateDelegate<GrainProxies.Factory>();
    }

    private static void EmitConstructor(TypeBuilder proxy)
    {
        var il = proxy.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, ReferenceParameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, ReferenceConstructor);
        il.Emit(OpCodes.Ret);
    }

    private void EmitInterfaceName(TypeBuilder proxy)
    {
        var getter = typeof(GrainReference).GetProperty(nameof(GrainReference.InterfaceName))!.GetMethod!;
        var method = proxy.DefineMethod(
            getter.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.SpecialName, typeof(string), []);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldstr, _interface.FullName ?? _interface.Name);
        il.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(method, getter);
    }

    private IEnumerable<MethodInfo> Methods()
        => _interface.GetInterfaces().Prepend(_interface).SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .Where(method => method.IsAbstract || method.IsVirtual);

    private void EmitMethod(TypeBuilder proxy, MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (method.IsGenericMethodDefinition || method.IsSpecialName || parameters.Any(parameter => parameter.ParameterType.IsByRef))
        {
            throw new NotSupportedException(
                $"{method.DeclaringType}.{method.Name}: the stand-in for Orleans sends no generic methods, properties, events or by-reference parameters.");
        }

        var types = parameters.Select(parameter => parameter.ParameterType).ToArray();
        foreach (var type in types.Append(method.ReturnType))
        {
            Open(type);
        }

        var kind = CallKind.Of(method);
        var call = new CallEmitter(_module, kind, method, types);
        var implementation = proxy.DefineMethod(
            $"{method.DeclaringType}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            types);
        var il = implementation.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        call.EmitNew(il, _interface);
        il.Emit(OpCodes.Call, kind.Send);
        kind.EmitReturn(il);
        proxy.DefineMethodOverride(implementation, method);
    }

    /// <summary>Lets the new assembly use internal types of a type's assembly.</summary>
    private void Open(Type type)
    {
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
        {
            Open(argument);
        }

        if (type.HasElementType)
        {
            Open(type.GetElementType()!);
        }

        if (_opened.Add(type.Assembly) && type.Assembly != typeof(object).Assembly)
        {
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0], [type.Assembly.GetName().Name!]));
        }
    }
}
