using System.Reflection;
using System.Reflection.Emit;

namespace FleetActors.Contracts;

/// <summary>
/// Makes types that break the rules. They are emitted, not written, because the real Orleans compiler plug-in refuses some of them in source.
/// </summary>
internal sealed class SampleTypes
{
    private readonly ModuleBuilder _module;

    public SampleTypes()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("FleetActors.Samples"), AssemblyBuilderAccess.Run);
        _module = assembly.DefineDynamicModule("Samples");
    }

    /// <summary>A class that keeps every rule, but for what <paramref name="spoil"/> does to it.</summary>
    public Type Message(string name, Action<MessageBuilder> spoil)
    {
        var message = new MessageBuilder(name);
        spoil(message);
        return message.Build(_module);
    }

    /// <summary>A grain interface with one method.</summary>
    public Type GrainInterface(string name, string? alias, string? methodAlias, Type returns, params Type[] parameters)
    {
        var type = _module.DefineType(name, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        type.AddInterfaceImplementation(typeof(IGrainWithStringKey));
        var method = type.DefineMethod(
            "DoAsync", MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual | MethodAttributes.NewSlot, returns, parameters);
        if (alias is not null)
        {
            type.SetCustomAttribute(Attribute<AliasAttribute>(alias));
        }

        if (methodAlias is not null)
        {
            method.SetCustomAttribute(Attribute<AliasAttribute>(methodAlias));
        }

        return type.CreateType();
    }

    internal static CustomAttributeBuilder Attribute<T>(params object[] arguments) =>
        new(typeof(T).GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);
}

/// <summary>A message class before it is made.</summary>
internal sealed class MessageBuilder(string name)
{
    private readonly List<(string Name, Type Type, uint? Id)> _fields = [];

    public string? Alias { get; set; } = $"sample.{name}";

    public bool Serializer { get; set; } = true;

    public bool Immutable { get; set; } = true;

    public TypeAttributes Shape { get; set; } = TypeAttributes.Sealed;

    public Type? Parent { get; set; }

    public void Field(string fieldName, Type type, uint? id) => _fields.Add((fieldName, type, id));

    public Type Build(ModuleBuilder module)
    {
        var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Class | Shape, Parent);
        if (Alias is not null)
        {
            type.SetCustomAttribute(SampleTypes.Attribute<AliasAttribute>(Alias));
        }

        if (Serializer)
        {
            type.SetCustomAttribute(SampleTypes.Attribute<GenerateSerializerAttribute>());
        }

        if (Immutable)
        {
            type.SetCustomAttribute(SampleTypes.Attribute<ImmutableAttribute>());
        }

        foreach (var (fieldName, fieldType, id) in _fields)
        {
            var field = type.DefineField(fieldName, fieldType, FieldAttributes.Public);
            if (id is { } number)
            {
                field.SetCustomAttribute(SampleTypes.Attribute<IdAttribute>(number));
            }
        }

        return type.CreateType();
    }
}
