using System.Collections.Immutable;
using System.Reflection;

namespace FleetActors.Contracts;

/// <summary>
/// Walks everything that grains send or store and lists what breaks the rules of the wire and of the data format. Only the real
/// Orleans compiler plug-in would complain, and then not about all of it.
/// </summary>
internal sealed class ContractWalker
{
    private readonly List<string> _problems = [];
    private readonly HashSet<Type> _seen = [];
    private readonly HashSet<Type> _bases = [];
    private readonly Dictionary<string, Type> _aliases = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Assembly> _ours;

    /// <param name="ours">Assemblies whose types must follow the rules; other types must be known to every serializer.</param>
    public ContractWalker(params IEnumerable<Assembly> ours) => _ours = [.. ours];

    /// <summary>What was found, in order.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Every type of ours that was reached.</summary>
    public IReadOnlyCollection<Type> Reached => _seen;

    /// <summary>Abstract types that something carries: whoever adds to such a family must think of old readers.</summary>
    public IReadOnlyCollection<Type> PolymorphicBases => _bases;

    /// <summary>A grain interface with its methods, and all that they carry.</summary>
    public void WalkGrainInterface(Type type)
    {
        CheckAlias(type);
        var aliases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in type.GetMethods().Where(method => !method.IsStatic))
        {
            var name = $"{type.Name}.{method.Name}";
            if (Own<AliasAttribute>(method) is not { } alias)
            {
                _problems.Add($"{name}: no [Alias]");
            }
            else if (!aliases.Add(alias.Alias))
            {
                _problems.Add($"{name}: the alias '{alias.Alias}' is used twice in the interface");
            }

            WalkReturn(name, method.ReturnType);
            foreach (var parameter in method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)))
            {
                Walk(parameter.ParameterType, $"{name}({parameter.Name})");
            }
        }
    }

    /// <summary>Any type, and all that it carries. <paramref name="from"/> says where it was met.</summary>
    public void Walk(Type type, string from)
    {
        foreach (var part in WireTypes.Parts(type))
        {
            if (part.IsEnum || WireTypes.IsWellKnown(part) || IsGrainReference(part))
            {
                continue;
            }

            if (!_ours.Contains(part.Assembly))
            {
                _problems.Add($"{from}: {part} is not ours and not known to every serializer");
                continue;
            }

            if (part.IsAbstract)
            {
                _bases.Add(part);
            }

            Visit(part);
        }
    }

    private void Visit(Type type)
    {
        if (_seen.Add(type))
        {
            CheckType(type);
        }
    }

    private static bool IsGrainReference(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    private void WalkReturn(string name, Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask))
        {
            return;
        }

        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
        {
            Walk(type.GetGenericArguments()[0], name);
            return;
        }

        _problems.Add($"{name}: must return Task or ValueTask, not {type.Name}");
    }

    private void CheckType(Type type)
    {
        CheckAlias(type);
        if (Own<GenerateSerializerAttribute>(type) is null)
        {
            _problems.Add($"{type.Name}: no [GenerateSerializer]");
        }

        if (Own<ImmutableAttribute>(type) is null)
        {
            _problems.Add($"{type.Name}: no [Immutable]");
        }

        if (type is { IsSealed: false, IsAbstract: false })
        {
            _problems.Add($"{type.Name}: neither sealed nor abstract");
        }

        CheckMembers(type);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            if (_ours.Contains(parent.Assembly))
            {
                Visit(parent);
            }
            else
            {
                _problems.Add($"{type.Name}: derives from {parent}, whose members nobody has numbered");
            }
        }

        foreach (var derived in type.IsAbstract ? Derived(type) : [])
        {
            Visit(derived);
        }
    }

    private IEnumerable<Type> Derived(Type type) =>
        _ours.SelectMany(assembly => assembly.GetTypes()).Where(other => other.BaseType == type);

    private void CheckAlias(Type type)
    {
        if (Own<AliasAttribute>(type) is not { } alias)
        {
            _problems.Add($"{type.Name}: no [Alias]");
        }
        else if (!_aliases.TryAdd(alias.Alias, type) && _aliases[alias.Alias] != type)
        {
            _problems.Add($"{type.Name}: the alias '{alias.Alias}' belongs to {_aliases[alias.Alias].Name}");
        }
    }

    private void CheckMembers(Type type)
    {
        var ids = new Dictionary<uint, string>();
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            // What is kept, not what is shown: computed properties have no field and travel nowhere.
            MemberInfo member = PropertyBehind(field) is { } property ? property : field;
            if (Own<NonSerializedAttribute>(field) is not null)
            {
                continue;
            }

            Walk(field.FieldType, $"{type.Name}.{member.Name}");
            if (Own<IdAttribute>(member) is not { } id)
            {
                _problems.Add($"{type.Name}.{member.Name}: no [Id]");
            }
            else if (!ids.TryAdd(id.Id, member.Name))
            {
                _problems.Add($"{type.Name}.{member.Name}: the id {id.Id} belongs to {ids[id.Id]}");
            }
        }
    }

    // A derived type must say it itself: most of these attributes are inherited by reflection, but not by the serializer.
    private static T? Own<T>(MemberInfo member)
        where T : Attribute => member.GetCustomAttribute<T>(inherit: false);

    private static PropertyInfo? PropertyBehind(FieldInfo field)
    {
        const string Suffix = ">k__BackingField";
        return field.Name.StartsWith('<') && field.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? field.DeclaringType!.GetProperty(
                field.Name[1..^Suffix.Length],
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            : null;
    }
}
